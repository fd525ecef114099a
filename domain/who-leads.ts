import type { Draft } from './change';
import { whoIsCalled } from './on-call';
import { behaviours } from './severity';
import { becauseText } from './texts/on-call';
import { publicTime } from './zoned-time';

/**
 * Names who manages the incident, where the organization has a rotation of incident managers and the severity wants one: once,
 * and they stay it whoever else is paged. They are mailed, unless they read of the incident in any case.
 * @param told who is mailed of it already
 */
export function nameIncidentManager(draft: Draft, told: readonly string[]): void {
  const { incident, moment } = draft;
  const { onCall, now, nameOf } = moment;
  const rotation = onCall?.incidentManagers;
  if (rotation === undefined || !behaviours[incident.severity].managed || incident.incidentManager) return;
  const called = whoIsCalled([[{ rotation }]], onCall!, now)[0]![0]!;
  const { person } = called;
  draft.set({ incidentManager: { id: person, name: nameOf(person) } });
  const mailed = !incident.paged.includes(person) && !told.includes(person);
  if (mailed) draft.send('notice', person, { says: 'incident-manager' }, { channels: ['email'] });
  const why = becauseText(called.because, (at) => publicTime(at, now));
  draft.tell(
    'IncidentManagerNamed',
    'tocsin',
    `Incident manager: ${nameOf(person)} (${why})${mailed ? ', by mail' : ''}.`,
  );
}
