import type { Instant } from './instant';
import type { NoticeUpdate, PublicText } from './notice';

/** Another wording of an update that customers read already. Kept beside it: the first one stays. */
export interface NoticeEdit {
  readonly at: Instant;
  readonly kind: 'edited';
  /** Which update, counted from 1 as they were posted; edits do not count. */
  readonly number: number;
  readonly text: PublicText;
}

/** Whatever is written down under a notice: what was said, and what was worded anew. */
export type NoticeSaying = NoticeUpdate | NoticeEdit;

/** Updates as they were posted, each with its later wordings: what is kept under a notice, read in order. */
export function withEdits(sayings: readonly NoticeSaying[]): NoticeUpdate[] {
  const edits = sayings.filter((saying) => saying.kind === 'edited');
  return sayings
    .filter((saying) => saying.kind !== 'edited')
    .map((update, index) => {
      const own = edits.filter(({ number }) => number === index + 1).map(({ at, text }) => ({ at, text }));
      return own.length === 0 ? update : { ...update, edits: own };
    });
}

/** What a person or the calm-weather sentence said in the update as it was posted; undefined for a fixed sentence. */
export function firstWording(update: NoticeUpdate): PublicText | undefined {
  if (update.kind === 'automatic') return update.ifFailing;
  return 'text' in update ? update.text : undefined;
}

/** The same as customers read it now. */
export function wordingNow(update: NoticeUpdate): PublicText | undefined {
  return update.edits?.at(-1)?.text ?? firstWording(update);
}
