import { escalationStep, highestLevel, type EscalationPlan } from './escalation-plan';
import type { Instant } from './instant';
import { whoIsCalled, withEnds, type Called, type OnCall } from './on-call';
import type { Target } from './responder';
import { behaviours } from './severity';

/** One level of a policy, as it is called for the first time. */
export interface Call {
  readonly level: number;
  readonly at: Instant;
  readonly people: readonly Called[];
}

/**
 * Who would be called, and then who, if nobody acknowledged an incident that opens at `plan.since`: each level when its time
 * comes, with whoever has it then. SEV-4 mails level 1 only.
 */
export function callsOf(policy: readonly (readonly Target[])[], plan: EscalationPlan, onCall: OnCall): readonly Call[] {
  const levels = behaviours[plan.severity].pages ? highestLevel(plan) : 1;
  const calls: Call[] = [];
  for (let index = 0; calls.length < levels; index++) {
    const step = escalationStep(plan, index);
    if (!step) break;
    if (!step.first) continue;
    const { at, level } = step;
    const people = withEnds(whoIsCalled(policy, onCall, at), onCall, at)[level - 1] ?? [];
    calls.push({ level, at, people });
  }
  return calls;
}
