import { cleanText } from './clean-text';

/** Markup that is safe to place into a page as it stands. Made only by the tags of this file. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may fill a hole: text is escaped, markup passes, lists are joined, nothing leaves nothing. */
export type Hole = string | number | Markup | undefined | false | readonly Hole[];

/** HTML that escapes every hole. Holes stand in text or in quoted attributes; anywhere else this throws an Error. */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return fill(strings, holes);
}

/** XML for the feed, by the same rules. */
export function xml(strings: TemplateStringsArray, ...holes: readonly Hole[]): Markup {
  return fill(strings, holes);
}

/** Markup that is a constant of this program: styles, scripts, signs. It takes no holes, so no text of others can be in it. */
export function raw(constant: TemplateStringsArray): Markup {
  return new Markup(constant.join(''));
}

/** A template is looked at once: it is the same each time. */
const lookedAt = new WeakSet<TemplateStringsArray>();

function fill(strings: TemplateStringsArray, holes: readonly Hole[]): Markup {
  if (!lookedAt.has(strings)) {
    lookAt(strings);
    lookedAt.add(strings);
  }
  let text = strings[0]!;
  for (let hole = 0; hole < holes.length; hole++) text += markupOf(holes[hole]) + strings[hole + 1]!;
  return new Markup(text);
}

function lookAt(strings: TemplateStringsArray): void {
  for (const constant of strings.slice(0, -1))
    if (/[=<]\s*$|<!--/.test(constant))
      throw new Error(
        `A hole in markup must stand in text or in a quoted attribute, not after “${constant.slice(-30)}”.`,
      );
}

function markupOf(hole: Hole): string {
  if (hole === undefined || hole === false) return '';
  if (hole instanceof Markup) return hole.text;
  if (typeof hole === 'string' || typeof hole === 'number') return escape(cleanText(String(hole)));
  if (Array.isArray(hole)) return hole.map(markupOf).join('');
  throw new Error('A hole in markup takes text, numbers, markup and lists of them.');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
