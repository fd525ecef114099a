import { dueEscalation } from './escalation-plan';
import type { ClockName, ClockState, Incident } from './incident';
import type { Instant } from './instant';
import { dueCadence } from './update-promise';

export const clockNames: readonly ClockName[] = ['escalation', 'update-cadence'];

/** When each clock must next be heard; undefined when it has nothing to wait for. */
export function dueTimes(incident: Incident): Readonly<Record<ClockName, Instant | undefined>> {
  return { escalation: dueEscalation(incident), 'update-cadence': dueCadence(incident) };
}

/**
 * The clocks after a change. A sleeping clock wakes at the time it was told, so only a time that came *earlier* needs a
 * new generation; a later one is found out when it wakes and asks.
 */
export function reset(
  before: Incident['clocks'] | undefined,
  after: Incident,
  restarted?: ClockName,
): Incident['clocks'] {
  const due = dueTimes(after);
  const next = (name: ClockName): ClockState => {
    const dueAt = due[name];
    const old = before?.[name];
    const earlier = dueAt !== undefined && (name === restarted || old?.dueAt === undefined || dueAt < old.dueAt);
    return { generation: (old?.generation ?? 0) + (earlier ? 1 : 0), dueAt };
  };
  return { escalation: next('escalation'), 'update-cadence': next('update-cadence') };
}
