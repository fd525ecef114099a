import type { AlertState, Incident } from './incident';
import { between, hour, minute, type Instant } from './instant';
import { quietBeforeOkCounts, reopenWithin } from './severity';

/** An alert that fired again after an OK so many times, within so long, flaps. */
export const flapsFrom = 4;
export const flapsWithin = hour;

/** Of an incident that flaps, an OK counts only after this long, and a failure this soon after the resolve reopens it. */
export const quietWhileFlapping = 30 * minute;
export const reopenWhileFlapping = hour;

/** The times an alert fired again, this one included; the last few are enough to know whether it flaps. */
export function refires(before: AlertState | undefined, now: Instant): readonly Instant[] | undefined {
  if (before?.signal !== 'ok') return before?.refires;
  return [...(before.refires ?? []), now].slice(-flapsFrom);
}

/** An alert of the incident that flaps at this time, if one does. */
export function flappingAlert({ alerts }: Pick<Incident, 'alerts'>, at: Instant): AlertState | undefined {
  return Object.values(alerts).find(({ refires: times = [] }) => {
    const first = times.at(-flapsFrom);
    return first !== undefined && between(first, at) <= flapsWithin;
  });
}

/** How long everything must be quiet before an OK counts that began at `quietSince`. */
export function quietNeeded(incident: Incident, quietSince: Instant): number {
  return flappingAlert(incident, quietSince) ? quietWhileFlapping : quietBeforeOkCounts;
}

/** How long after its resolve a failure reopens the incident. */
export function reopensWithin(incident: Incident, resolvedAt: Instant): number {
  return flappingAlert(incident, resolvedAt) ? reopenWhileFlapping : reopenWithin;
}
