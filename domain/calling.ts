import type { Draft } from './change';
import { whoIsCalled, withEnds, type Called, type OnCall } from './on-call';
import type { Target } from './responder';
import { calledText } from './texts/on-call';

/** True if who stands on these levels depends on the moment. */
export function namesRotation(policy: readonly (readonly Target[])[] | undefined): boolean {
  return policy?.some((level) => level.some((target) => typeof target !== 'string')) ?? false;
}

/**
 * Looks up, at this moment, who stands on each level of the incident's policy, and tells the timeline where that is
 * somebody else than before. A rotation that the configuration no longer knows keeps the people it had.
 */
export function callWhoIsOnCall(draft: Draft): void {
  const { policy, levels } = draft.incident;
  const { onCall, now, nameOf } = draft.moment;
  if (!policy || !onCall || !namesRotation(policy)) return;
  const called = whoIsCalled(policy, onCall, now).map((level, place) => {
    const before = levels[place];
    return before && before.length > 0 && isGone(policy[place]!, onCall) ? before.map(unchanged) : level;
  });
  const people = called.map((level) => level.map(({ person }) => person));
  if (JSON.stringify(people) === JSON.stringify(levels)) return;
  draft.set({ levels: people });
  draft.tell('OnCallLookedUp', 'tocsin', calledText(withEnds(called, onCall, now), now, nameOf));
}

/** The people of a policy that names no rotation. */
export function peopleNamed(policy: readonly (readonly Target[])[]): readonly (readonly string[])[] {
  return policy.map((level) => level.filter((target) => typeof target === 'string'));
}

function isGone(level: readonly Target[], { rotations }: OnCall): boolean {
  return level.some((target) => typeof target !== 'string' && !rotations.some(({ id }) => id === target.rotation));
}

function unchanged(person: string): Called {
  return { person, because: { why: 'named' } };
}
