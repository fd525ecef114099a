import { monthsSince, type ShownMonth } from '../domain/shown-months';
import type { StatusPage } from '../domain/status-page';
import { labels } from '../domain/texts/customers';
import { pageBegan, words } from '../domain/texts/page-words';
import { publicMonth } from '../domain/zoned-time';
import { monthPath } from './links';
import { html, type Markup } from './markup';
import { pastList } from './past-list';
import { framePage } from './page-frame';
import { paths } from './public-file';
import { sentenceMarkup } from './sentence-markup';

/** Every month since the page began, linked: made from the day it began, not from what happened. */
export function historyIndex(page: StatusPage): string {
  const years = new Map<string, string[]>();
  for (const month of monthsSince(page.startedOn, page.generatedAt)) {
    const year = month.slice(0, 4);
    years.set(year, [...(years.get(year) ?? []), month]);
  }
  return framePage(page, {
    title: words.history,
    description: words.allHistory,
    main: html`<h1>${words.history}</h1>
      ${[...years].map(
        ([year, months]) =>
          html`<section aria-labelledby="y${year}">
            <h2 id="y${year}">${year}</h2>
            <ul class="months">
              ${months.map((month) => html`<li><a href="/${monthPath(month)}">${publicMonth(month)}</a></li> `)}
            </ul>
          </section>`,
      )}
      <p class="quiet">${sentenceMarkup(pageBegan(page.startedOn))}</p>
      <p class="more"><a href="/">${labels.currentStatus}</a></p>`,
  });
}

/** One month: what customers were told of in it, and the way to the months before and after. */
export function monthPage(page: StatusPage, { month, notices, maintenances }: ShownMonth): string {
  const months = monthsSince(page.startedOn, page.generatedAt);
  const place = months.indexOf(month);
  const title = `${words.history}: ${publicMonth(month)}`;
  return framePage(page, {
    title,
    description: title,
    main: html`<h1>${publicMonth(month)}</h1>
      ${pastList(notices, maintenances) ?? html`<p class="quiet">${words.noneInMonth}</p>`}
      <nav class="pager" aria-label="${words.history}">
        ${linkTo(months[place - 1], words.newer)} ${linkTo(months[place + 1], words.older)}
        <a href="/${paths.history}">${words.allHistory}</a>
      </nav>`,
  });
}

function linkTo(month: string | undefined, word: string): Markup | undefined {
  return month === undefined ? undefined : html`<a href="/${monthPath(month)}">${word}: ${publicMonth(month)}</a>`;
}
