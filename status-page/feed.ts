import type { Instant } from '../domain/instant';
import type { NoticeWithUpdates } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { onDate, postedAt, type Sentence } from '../domain/texts/customers';
import { incidentLink } from './links';
import { html, xml, type Markup } from './markup';
import { tell, type ToldNotice, type ToldUpdate } from './notice-told';
import { renderMark } from './public-file';
import { sentenceMarkup } from './sentence-markup';

/** What a feed is about: the whole page, or one component. */
export interface Feed {
  /** Where it stands, without a slash at the start. */
  readonly path: string;
  readonly title: string;
  /** The HTML page that it follows, without a slash at the start. */
  readonly about: string;
  readonly notices: readonly NoticeWithUpdates[];
  readonly changedAt: Instant;
}

/** A feed keeps this many incidents; whoever looks less often than that finds the rest in the history. */
const entriesKept = 30;

/** An Atom feed (RFC 4287) with one entry per incident, open or over, in the words of the page. */
export function atomFeed(page: StatusPage, feed: Feed): string {
  const { url, name } = page;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${url}/${feed.about}</id>
<title>${feed.title}</title>
<updated>${feed.changedAt}</updated>
<author><name>${name}</name></author>
<link rel="self" type="application/atom+xml" href="${url}/${feed.path}"/>
<link rel="alternate" type="text/html" href="${url}/${feed.about}"/>
${mark(page)}
${feed.notices.slice(0, entriesKept).map((shown) => entry(page, shown))}</feed>
`.text;
}

/** The same as RSS 2.0, for readers that know nothing else. */
export function rssFeed(page: StatusPage, feed: Feed): string {
  const { url } = page;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
<title>${feed.title}</title>
<link>${url}/${feed.about}</link>
<description>${feed.title}</description>
<language>en</language>
<lastBuildDate>${rfc822(feed.changedAt)}</lastBuildDate>
<atom:link rel="self" type="application/rss+xml" href="${url}/${feed.path}"/>
${mark(page)}
${feed.notices.slice(0, entriesKept).map((shown) => item(page, shown))}</channel>
</rss>
`.text;
}

function mark(page: StatusPage): Markup {
  const { version, renderSeq, generatedAt, nextRefreshBy } = renderMark(page);
  return xml`<tocsin:render xmlns:tocsin="urn:tocsin:status-page" version="${version}" renderSeq="${renderSeq}" generatedAt="${generatedAt}" nextRefreshBy="${nextRefreshBy}"/>`;
}

function item(page: StatusPage, shown: NoticeWithUpdates): Markup {
  const { notice } = shown;
  const link = page.url + incidentLink(notice.id);
  const told = tell(shown, page.components, notice.startedAt);
  return xml`<item>
<title>${told.title}</title>
<link>${link}</link>
<guid isPermaLink="true">${link}</guid>
<pubDate>${rfc822(notice.postedAt)}</pubDate>
<description>${content(told, notice.startedAt).text}</description>
</item>
`;
}

/** `Sun, 07 Mar 2027 14:07:00 GMT`, as RSS wants it. */
function rfc822(at: Instant): string {
  return new Date(at).toUTCString();
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
