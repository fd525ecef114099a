import type { Configuration } from './configuration';
import type { Finding } from './finding';
import { day, plus, type Instant } from './instant';
import { firstGap, shifts, whoIsCalled } from './on-call';
import { coverageNamed, onCallOf } from './on-call-settings';
import type { Target } from './responder';

/** So far ahead the calendars are looked through. */
export const daysLookedAhead = 90;

/**
 * Everything wrong with the calendars of the next 90 days: a rotation that has nobody, and a second level that is the same
 * person as the first. Only for a configuration whose words have no mistake.
 * @param from the instant to begin at
 */
export function lintCalendars(configuration: Configuration, from: Instant): Finding[] {
  const to = plus(from, daysLookedAhead * day);
  return [...gaps(configuration, from, to), ...sameAtOnce(configuration, from, to)];
}

function gaps(configuration: Configuration, from: Instant, to: Instant): Finding[] {
  return (configuration.onCall?.rotations ?? []).flatMap((rotation, index) => {
    const coverage = coverageNamed(rotation.pagedDuring ?? 'always', configuration, from.slice(0, 10));
    const gap = firstGap(rotation, coverage, [], from, to);
    if (gap === undefined) return [];
    return [
      {
        place: `onCall.rotations[${index}] (${rotation.id})`,
        problem: `nobody is on call at ${gap}`,
        mend: 'Add a layer for those hours, or say in pagedDuring when it must have somebody.',
      },
    ];
  });
}

function sameAtOnce(configuration: Configuration, from: Instant, to: Instant): Finding[] {
  const onCall = onCallOf(configuration, []);
  return configuration.escalationPolicies.flatMap(({ id, levels }, index) => {
    const [first = [], second = []] = levels;
    const times = new Set([
      from,
      ...[...first, ...second].flatMap((target) => changes(target, configuration, from, to)),
    ]);
    for (const at of [...times].sort()) {
      const [one = [], other = []] = whoIsCalled([first, second], onCall, at);
      const same = one.length === 1 && other.length === 1 && one[0]!.person === other[0]!.person;
      const gap = [...one, ...other].some(({ because }) => because.why === 'gap');
      if (!same || gap) continue;
      const problem = `${one[0]!.person} is on level 1 and on level 2 at ${at}`;
      return [
        {
          place: `escalationPolicies[${index}] (${id})`,
          problem,
          mend: 'Let the second rotation begin with another person.',
        },
      ];
    }
    return [];
  });
}

/** The instants at which somebody else takes over. */
function changes(target: Target, configuration: Configuration, from: Instant, to: Instant): Instant[] {
  if (typeof target === 'string') return [];
  const rotation = configuration.onCall?.rotations?.find(({ id }) => id === target.rotation);
  return rotation ? shifts(rotation, [], from, to).map((shift) => shift.from) : [];
}
