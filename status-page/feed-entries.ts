import { latestFirst, type Instant } from '../domain/instant';
import type { PublicMaintenance } from '../domain/maintenance';
import type { NoticeWithUpdates } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { onDate, postedAt, type Sentence } from '../domain/texts/customers';
import { incidentLink, maintenancePath } from './links';
import { tellMaintenance } from './maintenance-told';
import { html, type Markup } from './markup';
import { tell, type ToldNotice, type ToldUpdate } from './notice-told';
import { sentenceMarkup } from './sentence-markup';

/** One incident or maintenance as feeds carry it. */
export interface FeedEntry {
  readonly link: string;
  readonly title: string;
  readonly published: Instant;
  readonly updated: Instant;
  /** In the words of the page. */
  readonly content: Markup;
}

/** A feed keeps this many; whoever looks less often than that finds the rest in the history. */
const entriesKept = 30;

/** The newest incidents and maintenances together, the newest first. @param notices newest first */
export function feedEntries(
  page: StatusPage,
  notices: readonly NoticeWithUpdates[],
  maintenances: readonly PublicMaintenance[],
): FeedEntry[] {
  return [
    ...notices
      .slice(0, entriesKept)
      .map((shown) => ({ at: shown.notice.postedAt, entry: () => ofNotice(page, shown) })),
    ...maintenances.map((maintenance) => ({ at: maintenance.postedAt, entry: () => ofMaintenance(page, maintenance) })),
  ]
    .sort(latestFirst(({ at }) => at))
    .slice(0, entriesKept)
    .map(({ entry }) => entry());
}

function ofNotice(page: StatusPage, shown: NoticeWithUpdates): FeedEntry {
  const { id, startedAt, postedAt: published, changedAt } = shown.notice;
  const told = tell(shown, page.components, startedAt);
  const content = noticeContent(told, startedAt);
  return { link: page.url + incidentLink(id), title: told.title, published, updated: changedAt, content };
}

function ofMaintenance(page: StatusPage, maintenance: PublicMaintenance): FeedEntry {
  const { id, title, postedAt: published, changedAt, from } = maintenance;
  const content = html`${tellMaintenance(maintenance, from).map(
    ({ at, word, sentence }) =>
      html`<p><b>${word}</b> · ${sentenceMarkup(postedAt(at, from))}</p>
        ${paragraph(sentence)}`,
  )}`;
  return { link: `${page.url}/${maintenancePath(id)}`, title, published, updated: changedAt, content };
}

/** The day and the updates as HTML, which the feed's XML holds as a text. */
function noticeContent(told: ToldNotice, now: Instant): Markup {
  return html`${paragraph(onDate(now))}${told.overdue && paragraph(told.overdue)}${told.updates.map((update, index) =>
    updateContent(update, index === 0 ? [told.measurements, told.nextUpdate] : [], now),
  )}`;
}

function updateContent(told: ToldUpdate, standing: readonly (Sentence | undefined)[], now: Instant): Markup {
  const before = told.edited?.before.flatMap(({ heading, text }) => [heading, text]) ?? [];
  const sentences = [...told.sentences, ...standing, told.aside, told.edited?.when, ...before].filter(
    (sentence) => sentence !== undefined,
  );
  return html`<p><b>${told.word}</b> · ${sentenceMarkup(postedAt(told.update.at, now))}</p>
    ${sentences.map(paragraph)}`;
}

function paragraph(sentence: Sentence): Markup {
  return html`<p>${sentenceMarkup(sentence)}</p>`;
}
