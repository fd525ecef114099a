import type { Alert } from './alert';
import type { Classification } from './classification';
import type { Configuration } from './configuration';
import type { Finding } from './finding';
import type { Incident } from './incident';
import { day, plus, readInstant, type Instant } from './instant';
import { behaviours } from './severity';
import { instantAt } from './wall-clock';

/** The longest that a team may only observe, from the day on which it deploys. */
export const longestObserving = 60 * day;

type ObserveSettings = Pick<Configuration, 'observeUntil' | 'timeZone'>;

/**
 * When observing ends, by the configuration: at the beginning of a day in the organization's zone, or at an instant.
 * Undefined where nothing is observed, or what is written is neither; synth refuses that.
 */
export function observingEnds({ observeUntil, timeZone = 'UTC' }: ObserveSettings): Instant | undefined {
  if (observeUntil === undefined) return undefined;
  try {
    if (/^\d{4}-\d\d-\d\d$/.test(observeUntil)) return instantAt(observeUntil, '00:00', timeZone);
  } catch {
    return undefined;
  }
  return /(Z|[+-]\d\d:\d\d)$/.test(observeUntil) ? readInstant(observeUntil) : undefined;
}

/**
 * Until when this alert is mailed to level 1 instead of paging: a team that is still writing its rules observes what none of
 * them knows. Undefined when it pages as ever, as what nobody could read always does.
 */
export function observedUntil(
  { malformed }: Pick<Alert, 'malformed'>,
  { needsSeverity }: Pick<Classification, 'needsSeverity'>,
  settings: ObserveSettings,
  now: Instant,
): Instant | undefined {
  const ends = observingEnds(settings);
  return needsSeverity && malformed === undefined && ends !== undefined && now < ends ? ends : undefined;
}

/** Until when an incident stays observed after one of its alerts fired anew: one that a rule knows and that pages ends it, and so does the date. */
export function stillObserved(
  incident: Incident,
  { needsSeverity, severity }: Pick<Classification, 'needsSeverity' | 'severity'>,
  now: Instant,
): Instant | undefined {
  const until = incident.observedUntil;
  return until !== undefined && now < until && (needsSeverity || !behaviours[severity].pages) ? until : undefined;
}

/** True while an incident is observed: until a person gives it a severity, its mail is all that anybody gets. */
export function isObserved({ observedUntil: until }: Incident): boolean {
  return until !== undefined;
}

/** True if people are paged about it while nobody has it. */
export function pagesPeople(incident: Incident): boolean {
  return behaviours[incident.severity].pages && !isObserved(incident);
}

/** Everything wrong with the date of observing. One that has passed is harmless: it must not stop a deployment. */
export function lintObserving({ observeUntil, timeZone }: ObserveSettings, now: Instant): Finding[] {
  if (observeUntil === undefined) return [];
  const place = 'observeUntil';
  const ends = observingEnds({ observeUntil, timeZone });
  if (ends === undefined) {
    const mend = 'Write a day, 2027-03-15, or an instant with its zone, 2027-03-15T08:00:00Z.';
    return [{ place, problem: `${observeUntil} is no day`, mend }];
  }
  if (ends <= plus(now, longestObserving)) return [];
  const days = longestObserving / day;
  const mend = `Until then nobody is paged for what no rule knows: name a day within ${days} days.`;
  return [{ place, problem: `${observeUntil} is more than ${days} days ahead`, mend }];
}
