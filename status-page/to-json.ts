import { cleanText } from '../domain/texts/clean-text';

/** JSON with clean texts that stays harmless inside HTML or a script: `<`, U+2028 and U+2029 are escaped. */
export function toJson(value: unknown): string {
  const json = JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'string' ? cleanText(member) : member,
  );
  return json.replace(/[<\u2028\u2029]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
