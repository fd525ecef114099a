import type { Instant } from '../instant';
import type { Called, CalledBecause } from '../on-call';
import type { Override } from '../override';
import { publicTime } from '../zoned-time';

/** `On call: level 1 Sam (turn in platform until Mon 23 November, 08:00 UTC), level 2 Kim.` */
export function calledText(
  levels: readonly (readonly Called[])[],
  now: Instant,
  nameOf: (id: string) => string,
): string {
  const texts = levels.map((level, place) => {
    const people = level.map(
      ({ person, because }) => `${nameOf(person)}${inBrackets(becauseText(because, (at) => publicTime(at, now)))}`,
    );
    return `level ${place + 1} ${people.join(' and ')}`;
  });
  return `On call: ${texts.join(', ')}.`;
}

/**
 * Why somebody is called, for people; nothing to say where the policy names them.
 * @param tell a moment as its reader tells it
 */
export function becauseText(because: CalledBecause, tell: (at: Instant) => string): string {
  const until = (at: Instant | undefined) => (at === undefined ? '' : ` until ${tell(at)}`);
  switch (because.why) {
    case 'named':
      return '';
    case 'turn':
      return `turn in ${because.rotation}${until(because.until)}`;
    case 'override':
      return `override in ${because.rotation} by ${because.override.by}${until(because.until)}: ${because.override.reason}`;
    case 'gap':
      return `${because.rotation} has nobody${until(because.until)}: chain of command`;
    case 'nobody-named':
      return 'the policy names nobody: last-resort contact';
  }
}

/** `Sam has data`, `Alex and Sam swap in data`. */
export function overrideText({ rotation, instead }: Override, nameOf: (id: string) => string): string {
  if ('person' in instead) return `${nameOf(instead.person)} has ${rotation}`;
  return `${instead.swap.map(nameOf).join(' and ')} swap in ${rotation}`;
}

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
