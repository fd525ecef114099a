import type { Instant } from '../domain/instant';
import type { StatusPage } from '../domain/status-page';
import type { FeedEntry } from './feed-entries';
import { xml, type Markup } from './markup';
import { renderMark } from './public-file';

/** What a feed is about: the whole page, or one component. */
export interface Feed {
  /** Where it stands, without a slash at the start. */
  readonly path: string;
  readonly title: string;
  /** The HTML page that it follows, without a slash at the start. */
  readonly about: string;
  /** Newest first. */
  readonly entries: readonly FeedEntry[];
  readonly changedAt: Instant;
}

/** An Atom feed (RFC 4287) with one entry per incident or maintenance, open or over, in the words of the page. */
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
${feed.entries.map(entry)}</feed>
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
${feed.entries.map(item)}</channel>
</rss>
`.text;
}

function mark(page: StatusPage): Markup {
  const { version, renderSeq, generatedAt, nextRefreshBy } = renderMark(page);
  return xml`<tocsin:render xmlns:tocsin="urn:tocsin:status-page" version="${version}" renderSeq="${renderSeq}" generatedAt="${generatedAt}" nextRefreshBy="${nextRefreshBy}"/>`;
}

function item({ title, link, published, content }: FeedEntry): Markup {
  return xml`<item>
<title>${title}</title>
<link>${link}</link>
<guid isPermaLink="true">${link}</guid>
<pubDate>${rfc822(published)}</pubDate>
<description>${content.text}</description>
</item>
`;
}

/** `Sun, 07 Mar 2027 14:07:00 GMT`, as RSS wants it. */
function rfc822(at: Instant): string {
  return new Date(at).toUTCString();
}

function entry({ title, link, published, updated, content }: FeedEntry): Markup {
  return xml`<entry>
<id>${link}</id>
<title>${title}</title>
<published>${published}</published>
<updated>${updated}</updated>
<link rel="alternate" type="text/html" href="${link}"/>
<content type="html">${content.text}</content>
</entry>
`;
}
