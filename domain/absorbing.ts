import { Draft, type Change, type Moment } from './change';
import { isAcknowledged, nextPageAt } from './escalation-plan';
import { anyAlertFires, isOpen, type Incident } from './incident';
import { behaviours } from './severity';

/** The count from which the next repeat is looked at, not only counted: 9, 99, 999 … so that the 10th, the 100th … is noticed. */
export function lookAgainAt(count: number): number {
  let power = 10;
  while (power <= count) power *= 10;
  return power - 1;
}

/**
 * An incident that nobody has and that pages nobody by the clock, and still the alerts come: level 1 is mailed again.
 * Undefined where paging goes on by itself, or somebody has it.
 */
export function mailAgain(alertName: string, count: number, incident: Incident, moment: Moment): Change | undefined {
  const pagesByItself = behaviours[incident.severity].counts === 'by the clock' && nextPageAt(incident) !== undefined;
  if (!isOpen(incident) || isAcknowledged(incident) || pagesByItself || !anyAlertFires(incident.alerts))
    return undefined;
  const draft = new Draft('alert-changes', incident, incident, moment);
  const people = incident.levels[0] ?? [];
  for (const person of people) {
    draft.send('notice', person, { says: 'keeps-firing', count }, { channels: ['email'] });
  }
  const names = people.map(moment.nameOf).join(', ') || 'nobody';
  return draft
    .tell('PeopleInformed', 'tocsin', `${alertName} came ${count} times, and nobody has it: mailed ${names} again.`)
    .done();
}
