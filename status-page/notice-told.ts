import type { Instant } from '../domain/instant';
import type { NoticeUpdate, NoticeWithUpdates, PublicText } from '../domain/notice';
import { firstWording, wordingNow } from '../domain/notice-edits';
import { isOpenNotice, type StatusPage } from '../domain/status-page';
import * as say from '../domain/texts/customers';
import type { Sentence } from '../domain/texts/customers';

/** One update as customers read it, on the page, in the feed and in the API alike. */
export interface ToldUpdate {
  /** Stable: counted from the first update of its notice. */
  readonly id: string;
  readonly update: NoticeUpdate;
  readonly word: string;
  readonly sentences: readonly Sentence[];
  /** How it came to be posted, where no person posted it. */
  readonly aside?: Sentence;
  readonly edited?: ToldEdit;
}

/** That an update was worded anew, and what it said before, the first wording first. */
export interface ToldEdit {
  readonly at: Instant;
  readonly when: Sentence;
  readonly before: readonly { readonly heading: Sentence; readonly text: Sentence }[];
}

/** A notice as customers read it: everything that is said about it, in words. */
export interface ToldNotice {
  readonly title: PublicText;
  readonly overdue?: Sentence;
  /** Newest first. */
  readonly updates: readonly ToldUpdate[];
  readonly measurements?: Sentence;
  readonly nextUpdate?: Sentence;
  readonly normalElsewhere?: Sentence;
}

/**
 * Puts a notice into words.
 * @param now the day that times are read on: times of the same day go without it
 */
export function tell(shown: NoticeWithUpdates, components: StatusPage['components'], now: Instant): ToldNotice {
  const { notice, updates } = shown;
  const told = updates.map((update, index) => tellUpdate(shown, update, `${notice.id}-${index + 1}`, now)).reverse();
  if (!isOpenNotice(shown)) return { title: shownTitle(shown), updates: told };
  const { overdueSince, measurementsNormalAt, nextUpdateBy } = notice;
  return {
    title: notice.title,
    updates: told,
    overdue: overdueSince === undefined ? undefined : say.updateOverdue(overdueSince, now),
    measurements: measurementsNormalAt === undefined ? undefined : say.measurementsNormal(measurementsNormalAt, now),
    nextUpdate:
      nextUpdateBy === undefined || overdueSince !== undefined ? undefined : say.nextUpdateBy(nextUpdateBy, now),
    normalElsewhere: normalElsewhere(shown, components),
  };
}

function tellUpdate(shown: NoticeWithUpdates, update: NoticeUpdate, id: string, now: Instant): ToldUpdate {
  const { startedAt, postedAt, acknowledged, component } = shown.notice;
  const word = update.kind === 'retracted' ? say.labels.retracted : say.statusWords[update.status];
  const told = { id, update, word, edited: tellEdit(update, now) };
  const wording = wordingNow(update);
  switch (update.kind) {
    case 'automatic':
      return {
        ...told,
        sentences: [
          say.asSentence(wording ?? update.ifFailing),
          say.seenSince(startedAt, acknowledged, now),
          say.causeAndExtentUnknown,
        ],
        aside: say.postedAutomatically(update.at, now),
      };
    case 'person':
      return { ...told, sentences: [say.asSentence(wording ?? update.text)] };
    case 'resolved':
      return {
        ...told,
        sentences: [say.resolvedAt(startedAt, update.at, { ...update, text: wording ?? update.text }, now)],
      };
    case 'retracted':
      return { ...told, sentences: [say.postedInError(postedAt, component?.name, now)] };
    case 'reopened':
      return { ...told, sentences: [say.problemCameBack] };
  }
}

function tellEdit(update: NoticeUpdate, now: Instant): ToldEdit | undefined {
  const { edits = [] } = update;
  const [newest, first] = [edits.at(-1), firstWording(update)];
  if (newest === undefined || first === undefined) return undefined;
  const later = edits.slice(0, -1).map(({ at, text }) => ({ heading: say.asEdited(at, now), text: [text] }));
  const before = [{ heading: say.asFirstPosted, text: say.asSentence(first) }, ...later];
  return { at: newest.at, when: say.editedAt(newest.at, now), before };
}

/** The stored title says that we investigate: true while it is open. A title that a person wrote stays. */
export function shownTitle(shown: NoticeWithUpdates): PublicText {
  const { notice } = shown;
  const name = notice.component?.name;
  if (isOpenNotice(shown) || notice.title !== say.noticeTitle(name)) return notice.title;
  return notice.retractedAt === undefined ? say.pastTitle(name) : say.retractedTitle(name);
}

/** A notice about no component in particular cannot say what it leaves alone. */
function normalElsewhere({ notice }: NoticeWithUpdates, components: StatusPage['components']): Sentence | undefined {
  if (notice.component === undefined) return undefined;
  const names = components.filter(({ id, state }) => state === 'operational' && id !== notice.component?.id);
  return names.length === 0 ? undefined : say.noProblemWith(names.map(({ name }) => name));
}
