import type { Configuration } from './configuration';

/**
 * The responders who may be paged at any hour: everybody whom a policy names, or who takes turns for one in a rotation that
 * is not for some hours alone; and those who stand in when nobody else is there. SEV-1 and SEV-2 ask for no hours.
 */
export function pagedAtAnyHour({
  escalationPolicies,
  onCall = {},
  responders,
  lastResort,
}: Pick<Configuration, 'escalationPolicies' | 'onCall' | 'responders' | 'lastResort'>): readonly string[] {
  const targets = escalationPolicies.flatMap(({ levels }) => levels.flat());
  const inTurns = (id: string) => {
    const rotation = onCall.rotations?.find((each) => each.id === id);
    const { pagedDuring = 'always', layers = [] } = rotation ?? {};
    return pagedDuring === 'always' ? layers.flatMap(({ people }) => people) : [];
  };
  const called = targets.flatMap((target) => (typeof target === 'string' ? [target] : inTurns(target.rotation)));
  const above = responders.flatMap(({ manager }) => manager ?? []);
  return [...new Set([...called, ...above, ...(onCall.chainOfCommand ?? []), lastResort])];
}
