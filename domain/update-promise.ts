import { coveredBetween, plusCovered } from './covered-hours';
import { coverageOf, type Incident, type UpdatePromise } from './incident';
import { between, earliest, plus, type Instant } from './instant';
import { behaviours, remindBefore } from './severity';

/** How often people are to hear of it, in milliseconds: its severity's rhythm, or its type's where that is quicker. */
export function updateRhythm({
  severity,
  updateAtLeastEvery,
}: Pick<Incident, 'severity' | 'updateAtLeastEvery'>): number | undefined {
  const { updateEvery } = behaviours[severity];
  if (updateEvery === undefined || updateAtLeastEvery === undefined) return updateEvery ?? updateAtLeastEvery;
  return Math.min(updateEvery, updateAtLeastEvery);
}

/** When the update clock must next be heard; undefined when there is nothing to wait for. */
export function dueCadence(incident: Incident): Instant | undefined {
  if (incident.status === 'resolved') return undefined;
  const { publicNotice } = incident;
  return earliest(publicNotice.state === 'waiting' ? publicNotice.dueAt : undefined, nextUpdateCheck(incident));
}

/** First the reminder, then the due time, then each further time that is missed. */
export function nextUpdateCheck(incident: Incident): Instant | undefined {
  const { updates } = incident;
  if (updates.dueAt === undefined || updates.every === undefined) return undefined;
  if (updates.missed > 0) return passed(incident, updates.dueAt, updates.missed * updates.every);
  return updates.reminded ? updates.dueAt : plus(updates.dueAt, -reminderLead(updates.every));
}

/** A reminder comes 5 minutes before; for very short promises, half-way. */
function reminderLead(every: number): number {
  return Math.min(remindBefore, every / 2);
}

/** The promise of an update by `dueAt`; where the time for a reminder is past already, there is none. */
export function promisedUpdate(dueAt: Instant, every: number, now: Instant): UpdatePromise {
  return { every, dueAt, reminded: plus(dueAt, -reminderLead(every)) <= now, missed: 0 };
}

/** True while the promise is one that customers read: then only a public update keeps it. */
export function promiseIsPublic(incident: Incident): boolean {
  return incident.publicNotice.state === 'public';
}

/** True where an update is due so many covered minutes later. A rhythm of the incident's type, or a promise to customers, knows no night. */
function countsCovered(incident: Incident): boolean {
  const { counts } = behaviours[incident.severity];
  return counts === 'in covered hours' && incident.updateAtLeastEvery === undefined && !promiseIsPublic(incident);
}

function passed(incident: Incident, since: Instant, length: number): Instant {
  return countsCovered(incident) ? plusCovered(coverageOf(incident), since, length) : plus(since, length);
}

/** A due time as the severity counts it. */
export function dueAsCounted(incident: Incident, now: Instant, dueAt: Instant): Instant {
  return passed(incident, now, between(now, dueAt));
}

/** How many times in a row an update was missed by now. */
export function timesMissed(incident: Incident, dueAt: Instant, every: number, now: Instant): number {
  const silent = countsCovered(incident) ? coveredBetween(coverageOf(incident), dueAt, now) : between(dueAt, now);
  return Math.floor(silent / every) + 1;
}
