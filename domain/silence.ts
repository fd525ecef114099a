import type { Alert } from './alert';
import type { Classification } from './classification';
import type { Person } from './commands';
import { day, type Instant } from './instant';
import { fits } from './rule-condition';

/** Which alerts a silence is about. Everything stated must fit; texts may hold `*` for any characters. */
export interface SilenceMatch {
  /** The service that the alert is classified to. */
  readonly service?: string;
  /** The alarm's name. */
  readonly name?: string;
  readonly account?: string;
  readonly source?: string;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A person's own quiet: alarms that fit open nothing and page nobody until it ends; what still fires then does. */
export interface Silence {
  readonly id: string;
  readonly matches: SilenceMatch;
  readonly from: Instant;
  readonly until: Instant;
  readonly reason: string;
  readonly by: Person;
  /** Set when somebody ended it early. */
  readonly endedAt?: Instant;
  readonly endedBy?: Person;
}

/** Nobody silences anything for longer at once. */
export const longestSilence = 7 * day;

/** True from its beginning until its end, or until somebody ended it. */
export function isSilent(silence: Silence, now: Instant): boolean {
  return silence.from <= now && now < (silence.endedAt ?? silence.until);
}

/** True if the silence is about this alert. One that nobody could read is silenced only by its own name. */
export function silences({ matches }: Silence, alert: Alert, classification: Pick<Classification, 'service'>): boolean {
  const { service, ...rest } = matches;
  if (alert.malformed !== undefined && !matches.name?.startsWith('unreadable ')) return false;
  if (service !== undefined && service !== classification.service) return false;
  return fits(rest, alert);
}

/** What a silence is about, for people: `alarms of checkout`, `alarms named "db-*" in account 123456789012`. */
export function aboutSilence({ service, name, account, source, tags }: SilenceMatch): string {
  const parts = [
    name === undefined ? 'alarms' : `alarms named "${name}"`,
    ...(service === undefined ? [] : [`of ${service}`]),
    ...(source === undefined ? [] : [`from ${source}`]),
    ...(account === undefined ? [] : [`in account ${account}`]),
    ...Object.entries(tags ?? {}).map(([key, value]) => `tagged ${key}=${value}`),
  ];
  return parts.join(' ');
}
