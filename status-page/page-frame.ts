import type { ComponentState } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { labels, type Sentence } from '../domain/texts/customers';
import { contentSecurityPolicy, scriptElement, styleElement } from './content-security-policy';
import { safeLink } from './links';
import { html, type Markup } from './markup';
import { paths, renderMark } from './public-file';
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
  /** How old the page is, in words that need no script. */
  readonly age?: Sentence;
}

/** A whole HTML document: complete without script, with its own policy, style, marks and landmarks. */
export function framePage(page: StatusPage, { title, description, state, main, age }: Framed): string {
  const support = safeLink(page.supportUrl);
  return html`<!DOCTYPE html>
    <html lang="en" data-your-time="${labels.yourTime}">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${tabTitle(title, page.name)}</title>
        <meta name="description" content="${description}" />
        <meta property="og:title" content="${page.name}" />
        <meta property="og:description" content="${description}" />
        <meta name="color-scheme" content="light dark" />
        <meta name="tocsin" content="${markWords(page)}" />
        <link rel="icon" href="${tabIcon(state)}" />
        <link rel="alternate" type="application/atom+xml" title="${page.name}" href="/${paths.feed}" />
        ${styleElement}
      </head>
      <body>
        ${signShapes}
        <header class="site"><a href="/">${page.name}</a></header>
        <main>${main}</main>
        <footer>
          ${age && html`<p>${sentenceMarkup(age)}</p>`}
          <ul>
            <li><a href="/${paths.feed}">${labels.feed}</a></li>
            ${support && html`<li><a href="${support}">${labels.support}</a></li>`}
          </ul>
        </footer>
        ${scriptElement}
      </body>
    </html> `.text;
}

function tabTitle(title: string, name: string): string {
  return `${title.replace(/\.$/, '')} · ${name}`;
}

/** `version=12; renderSeq=3; generatedAt=…; nextRefreshBy=…` */
function markWords(page: StatusPage): string {
  return Object.entries(renderMark(page))
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
}
