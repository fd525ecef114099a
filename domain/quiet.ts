import type { Alert } from './alert';
import type { Classification } from './classification';
import { earliest, type Instant } from './instant';
import { keepsQuiet, type Maintenance } from './maintenance';
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
  const { until } = maintenance;
  return {
    kind: 'maintenance',
    id: maintenance.id,
    until,
    because: `quiet by the maintenance ${maintenance.id} until ${publicTime(until, now)} at the latest`,
  };
}

/** An alert that was kept quiet, as it waits for the end of its quiet. One for each dedup key: the newest. */
export interface KeptAlert {
  /** The event as it is to be taken in again, as JSON. */
  readonly event: string;
  readonly name: string;
  readonly service?: string;
  /** When it changed to firing, by its source: an OK that is older does not end its waiting. */
  readonly changedAt: Instant;
  readonly keptAt: Instant;
  readonly until: Instant;
  readonly because: string;
  /** The silence or maintenance behind it; undefined for a mute of the source itself. */
  readonly quietId?: string;
}

/** A kept alert as it is listed, whether it still waits or not. */
export interface SuppressedAlert extends Omit<KeptAlert, 'event'> {
  /** How often this key was kept quiet, each time anew. */
  readonly times: number;
  readonly endedAt?: Instant;
  readonly ended?: 'it was OK' | 'it was taken in again';
}

/**
 * An alert as it waits for the end of its quiet. The event gets an id of its own for the next time that it is taken in,
 * because a receipt will show that this one was handled.
 * @param event the event as it came, as JSON
 */
export function keptAlert(
  alert: Alert,
  event: string,
  service: string | undefined,
  quiet: Quiet,
  keptAt: Instant,
): KeptAlert {
  const { id: quietId, until, because } = quiet;
  const [, first = alert.id, times = '0'] = /^(.*)~(\d{1,6})$/.exec(alert.id) ?? [];
  const again = { ...(JSON.parse(event) as Readonly<Record<string, unknown>>), id: `${first}~${Number(times) + 1}` };
  const { name, changedAt } = alert;
  return { event: JSON.stringify(again), name, service, changedAt, keptAt, until, because, quietId };
}
