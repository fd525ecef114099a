import type { Incident } from '../incident';
import { cut, oneLine } from './plain';

/** What a call says: who calls, how bad it is, and what to do. Nothing in it has to be written down. */
export function spokenText(
  { id, severity, title }: Pick<Incident, 'id' | 'severity' | 'title'>,
  person: string,
): string {
  const letters = [...id].join(', ');
  const what = speakable(title) || 'an alarm';
  return (
    `This is Tocsin, calling ${speakable(person) || 'the person on call'}. Severity ${severity}: ${what}. ` +
    `Incident ${letters}. Nobody has acknowledged it. Please check your messages, and acknowledge there. ` +
    `Once more: severity ${severity}, incident ${letters}. Please check your messages.`
  );
}

/** Foreign words with nothing in them that a voice would spell out, or take for markup. */
function speakable(foreign: string): string {
  return cut(
    oneLine(foreign)
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
      .trim(),
    60,
  );
}
