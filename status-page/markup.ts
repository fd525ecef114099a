import { cleanText } from '../domain/texts/clean-text';

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

/** The constants of a template, looked at once and without the indentation that only our source needs. */
const constants = new WeakMap<TemplateStringsArray, readonly string[]>();

function fill(strings: TemplateStringsArray, holes: readonly Hole[]): Markup {
  let between = constants.get(strings);
  if (between === undefined) {
    lookAt(strings);
    between = strings.map((constant) => constant.replace(/\n\s+/g, '\n'));
    constants.set(strings, between);
  }
  let text = between[0]!;
  for (let hole = 0; hole < holes.length; hole++) text += markupOf(holes[hole]) + between[hole + 1]!;
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
  if (typeof hole === 'string') return escape(cleanText(hole));
  if (typeof hole === 'number') return String(hole);
  if (Array.isArray(hole)) {
    let text = '';
    for (const each of hole as readonly Hole[]) text += markupOf(each);
    return text;
  }
  throw new Error('A hole in markup takes text, numbers, markup and lists of them.');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Most texts hold nothing to escape, and looking is a fraction of replacing. */
const special = /[&<>"']/;

function escape(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(/[&<>"']/g, (character) => entities[character]!);
}
