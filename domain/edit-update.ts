import { Draft } from './change';
import { begin, type CommandContext, type Decision } from './commands';
import type { NoticeUpdate, PublicText } from './notice';
import { wordingNow } from './notice-edits';

/** Another wording for an update that customers read. */
export interface Rewording {
  /** Which update, counted from 1. */
  readonly number: number;
  readonly text: PublicText;
}

/**
 * Words an update anew. Customers read the new text, when it was edited, and the first one beside it. It promises nothing and
 * says nothing new, so no time of the next update moves.
 * @param said what customers were told under the incident's notice, oldest first
 */
export function editUpdate(
  context: CommandContext,
  said: readonly NoticeUpdate[],
  { number, text }: Rewording,
): Decision {
  const { notice, by } = context;
  const { id } = context.incident;
  if (!notice) return { refused: `Customers were told nothing about ${id}: nothing to edit.` };
  if (notice.retractedAt !== undefined)
    return { refused: `The notice of ${id} was posted in error: what it said stays as it is.` };
  const update = said[number - 1];
  if (!update) return { refused: `There is no update ${number}: tocsin show ${id} numbers them, 1 to ${said.length}.` };
  const before = wordingNow(update);
  if (before === undefined)
    return { refused: `Update ${number} is one of Tocsin's own sentences, and nobody's to edit. Post another update.` };
  if (before === text) return { already: `Update ${number} reads so already.` };
  const draft = begin(context, 'edit-update');
  if (!(draft instanceof Draft)) return draft;
  draft.amendNotice({}, { at: draft.moment.now, kind: 'edited', number, text });
  return draft
    .tell('PublicUpdateEdited', by.name, `Worded update ${number} for customers anew: “${text}” Before: “${before}”`)
    .done();
}
