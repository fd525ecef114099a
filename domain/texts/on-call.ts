import type { Instant } from '../instant';
import type { Called, CalledBecause } from '../on-call';
import { publicTime } from '../zoned-time';

/** `On call: level 1 Sam (turn in platform until Mon 23 November, 08:00 UTC), level 2 Kim.` */
export function calledText(
  levels: readonly (readonly Called[])[],
  now: Instant,
  nameOf: (id: string) => string,
): string {
  const texts = levels.map((level, place) => {
    const people = level.map(({ person, because }) => `${nameOf(person)}${inBrackets(becauseText(because, now))}`);
    return `level ${place + 1} ${people.join(' and ')}`;
  });
  return `On call: ${texts.join(', ')}.`;
}

/** Why somebody is called, for people; nothing to say where the policy names them. */
export function becauseText(because: CalledBecause, now: Instant): string {
  const until = (at: Instant | undefined) => (at === undefined ? '' : ` until ${publicTime(at, now)}`);
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

function inBrackets(text: string): string {
  return text === '' ? '' : ` (${text})`;
}
