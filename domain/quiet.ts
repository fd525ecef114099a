import type { Alert } from './alert';
import type { Classification } from './classification';
import { earliest, type Instant } from './instant';
import { keepsQuiet, quietUntil, type Maintenance } from './maintenance';
import { isSilent, silences, type Silence } from './silence';
import type { Situation } from './situation';
import { publicTime } from './zoned-time';

/** Why an alert that fires opens nothing now, and until when. What still fires then is taken in as if it fired then. */
export interface Quiet {
  readonly kind: 'silence' | 'maintenance';
  /** The id of the silence or maintenance. */
  readonly id: string;
  readonly until: Instant;
  /** For people: `silenced by Alex until 14:00 UTC: deploy of the ledger`. */
  readonly because: string;
}

/** Says whether people arranged quiet for this alert; undefined when it is to open, reopen or page as ever. */
export function whyQuiet(
  alert: Alert,
  classification: Pick<Classification, 'service'>,
  situation: Pick<Situation, 'silences' | 'maintenances'>,
  now: Instant,
): Quiet | undefined {
  if (alert.signal !== 'firing') return undefined;
  const reasons = [
    ...situation.silences
      .filter((silence) => isSilent(silence, now) && silences(silence, alert, classification))
      .map((silence) => bySilence(silence, now)),
    ...situation.maintenances
      .filter((maintenance) => keepsQuiet(maintenance, now) && isOf(maintenance, alert, classification))
      .map((maintenance) => byMaintenance(maintenance, now)),
  ];
  // The one that ends first is asked again at its end, when the others still stand.
  const first = earliest(...reasons.map(({ until }) => until));
  return reasons.find(({ until }) => until === first);
}

function isOf(maintenance: Maintenance, alert: Alert, { service }: Pick<Classification, 'service'>): boolean {
  return alert.malformed === undefined && service !== undefined && maintenance.services.includes(service);
}

function bySilence({ id, by, until, reason }: Silence, now: Instant): Quiet {
  return {
    kind: 'silence',
    id,
    until,
    because: `silenced by ${by.name} until ${publicTime(until, now)}: ${reason}`,
  };
}

function byMaintenance(maintenance: Maintenance, now: Instant): Quiet {
  const until = quietUntil(maintenance);
  return {
    kind: 'maintenance',
    id: maintenance.id,
    until,
    because: `quiet by the maintenance ${maintenance.id} until ${publicTime(until, now)} at the latest`,
  };
}
