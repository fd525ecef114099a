import type { ComponentState } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { labels, pageWrittenAt, type Sentence } from '../domain/texts/customers';
import { words } from '../domain/texts/page-words';
import { contentSecurityPolicy, scriptElement, styleElement } from './content-security-policy';
import { safeLink } from './links';
import { html, type Markup } from './markup';
import { markWords, paths } from './public-file';
import { sentenceMarkup } from './sentence-markup';
import { signShapes } from './state-signs';
import { tabIcon } from './tab-icon';

/** What one page puts into the frame that all pages share. */
export interface Framed {
  /** For the browser's tab, before the page's name. */
  readonly title: string;
  /** For those who see a link to the page. */
  readonly description: string;
  /** For the sign in the tab; left out where a page says nothing about a state. */
  readonly state?: ComponentState;
  readonly main: Markup;
  /** How old the page is, in words that need no script; when it was written, where left out. */
  readonly age?: Sentence | false;
  /** The feeds of what the page is about; the whole page's where left out. */
  readonly feeds?: { readonly feed: string; readonly rss: string };
}

/** A whole HTML document: complete without script, with its own policy, style, marks and landmarks. */
export function framePage(page: StatusPage, framed: Framed): string {
  const { title, description, state, main, age, feeds = paths } = framed;
  const { head, style, header, usualFooter } = onAllPages(page);
  return html`<!DOCTYPE html>
    <html lang="en" data-your-time="${labels.yourTime}">
      <head>
        ${head}
        <title>${tabTitle(title, page.name)}</title>
        <meta name="description" content="${description}" />
        <meta property="og:description" content="${description}" />
        <link rel="icon" href="${tabIcon(state)}" />
        <link rel="alternate" type="application/atom+xml" title="${page.name}" href="/${feeds.feed}" />
        <link rel="alternate" type="application/rss+xml" title="${page.name}" href="/${feeds.rss}" />
        ${style}
      </head>
      <body>
        ${signShapes} ${header}
        <main>${main}</main>
        ${age === undefined && feeds === paths ? usualFooter : footer(page, age ?? written(page), feeds)}
        ${scriptElement}
      </body>
    </html> `.text;
}

interface OnAllPages {
  readonly head: Markup;
  readonly style: Markup;
  readonly header: Markup;
  readonly usualFooter: Markup;
}

const made = new WeakMap<StatusPage, OnAllPages>();

/** What all pages of one rendering have in common is made once: there can be thousands of them. */
function onAllPages(page: StatusPage): OnAllPages {
  const known = made.get(page) ?? {
    head: head(page),
    style: styleElement(page.brand),
    header: header(page),
    usualFooter: footer(page, written(page), paths),
  };
  made.set(page, known);
  return known;
}

function head(page: StatusPage): Markup {
  return html`<meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(page.brand)}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="og:title" content="${page.name}" />
    <meta name="color-scheme" content="light dark" />
    <meta name="tocsin" content="${markWords(page)}" />
    ${page.noindex && html`<meta name="robots" content="noindex" />`}`;
}

function header(page: StatusPage): Markup {
  return html`<header class="site">
    <a class="brand" href="/">${logo(page)}${page.name}</a>
    <nav aria-label="${words.pageSections}">
      <a href="/${paths.history}">${words.history}</a>
      <a href="#updates">${words.updates}</a>
    </nav>
  </header>`;
}

function written(page: StatusPage): Sentence {
  return pageWrittenAt(page.generatedAt);
}

function footer(page: StatusPage, age: Sentence | false, feeds: { feed: string; rss: string }): Markup {
  const support = safeLink(page.supportUrl);
  return html`<footer>
    ${age && html`<p>${sentenceMarkup(age)}</p>`}
    <section aria-labelledby="updates">
      <h2 id="updates">${words.updates}</h2>
      <ul>
        <li><a href="/${feeds.feed}">${words.atom}</a></li>
        <li><a href="/${feeds.rss}">${words.rss}</a></li>
        <li><a href="/${paths.calendar}">${words.calendar}</a></li>
        <li><a href="/${paths.summary}">${words.api}</a></li>
        ${support && html`<li><a href="${support}">${labels.support}</a></li>`}
      </ul>
    </section>
  </footer>`;
}

/** The organization's own sign: checked at synth, and drawn as a picture, in which nothing can run. */
function logo({ brand }: StatusPage): Markup | undefined {
  if (brand.logo === undefined) return undefined;
  const picture = Buffer.from(brand.logo).toString('base64');
  return html`<img src="data:image/svg+xml;base64,${picture}" alt="" width="32" height="32" />`;
}

function tabTitle(title: string, name: string): string {
  return `${title.replace(/\.$/, '')} · ${name}`;
}
