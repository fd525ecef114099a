import type { Instant } from '../domain/instant';
import type { NoticeWithUpdates } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { onDate, postedAt, type Sentence } from '../domain/texts/customers';
import { incidentLink } from './links';
import { html, xml, type Markup } from './markup';
import { tell, type ToldNotice, type ToldUpdate } from './notice-told';
import { paths } from './public-file';
import { sentenceMarkup } from './sentence-markup';

/** An Atom feed (RFC 4287) with one entry per incident, open or over, in the words of the page. */
export function feed(page: StatusPage): string {
  const { url, name, version, renderSeq, generatedAt, nextRefreshBy, changedAt } = page;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${url}/</id>
<title>${name}</title>
<updated>${changedAt}</updated>
<author><name>${name}</name></author>
<link rel="self" type="application/atom+xml" href="${url}/${paths.feed}"/>
<link rel="alternate" type="text/html" href="${url}/"/>
<tocsin:render xmlns:tocsin="urn:tocsin:status-page" version="${version}" renderSeq="${renderSeq}" generatedAt="${generatedAt}" nextRefreshBy="${nextRefreshBy}"/>
${[...page.open, ...page.past].map((shown) => entry(page, shown))}</feed>
`.text;
}

function entry(page: StatusPage, shown: NoticeWithUpdates): Markup {
  const { notice } = shown;
  const link = page.url + incidentLink(notice.id);
  const told = tell(shown, page.components, notice.startedAt);
  return xml`<entry>
<id>${link}</id>
<title>${told.title}</title>
<published>${notice.postedAt}</published>
<updated>${notice.changedAt}</updated>
<link rel="alternate" type="text/html" href="${link}"/>
<content type="html">${content(told, notice.startedAt).text}</content>
</entry>
`;
}

/** The day and the updates as HTML, which the feed's XML holds as a text. */
function content(told: ToldNotice, now: Instant): Markup {
  return html`${paragraph(onDate(now))}${told.overdue && paragraph(told.overdue)}${told.updates.map((update, index) =>
    updateContent(update, index === 0 ? [told.measurements, told.nextUpdate] : [], now),
  )}`;
}

function updateContent(told: ToldUpdate, standing: readonly (Sentence | undefined)[], now: Instant): Markup {
  const sentences = [...told.sentences, ...standing, told.aside].filter((sentence) => sentence !== undefined);
  return html`<p><b>${told.word}</b> · ${sentenceMarkup(postedAt(told.update.at, now))}</p>
    ${sentences.map(paragraph)}`;
}

function paragraph(sentence: Sentence): Markup {
  return html`<p>${sentenceMarkup(sentence)}</p>`;
}
