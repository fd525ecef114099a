import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import { cleanText } from './texts/clean-text';
import { cut } from './texts/plain';

/** The most characters of a note. */
export const longestNote = 500;

/** Writes something down for the team: a sign of life, and nothing else. */
export function note(context: CommandContext, text: string): Decision {
  const said = cut(cleanText(text.replace(/\s+/g, ' ')).trim(), longestNote);
  if (said === '') return { refused: 'The note is empty.' };
  const draft = begin(context, 'note');
  if (!(draft instanceof Draft)) return draft;
  return draft.tell('NoteAdded', context.by.name, said).done();
}
