import { plus } from '../domain/instant';
import type { ComponentState } from '../domain/notice';
import { renewEvery, staleAfter, type StatusPage } from '../domain/status-page';
import {
  inWords,
  noIncidentsReported,
  outOfDate,
  outOfDateSince,
  problemsReported,
  renewedAt,
  renewedEvery,
} from '../domain/texts/customers';
import { componentList } from './component-list';
import { history } from './history';
import { html, type Markup } from './markup';
import { noticeOnFrontPage } from './notice-article';
import { tell } from './notice-told';
import { framePage } from './page-frame';
import { pageState } from './page-state';
import { sentenceMarkup } from './sentence-markup';
import { sign } from './state-signs';

/** The page itself: how things are in one sentence, what is open, every component, what was. */
export function frontPage(page: StatusPage): string {
  const now = page.generatedAt;
  const state = pageState(page);
  const headline = page.open.length > 0 ? problemsReported(affected(page)) : noIncidentsReported;
  return framePage(page, {
    title: headline,
    description: `${headline} ${inWords(renewedAt(now))}`,
    state,
    age: renewedEvery(now),
    main: html`${banner(page, state, headline)}
    ${page.open.map((shown) => noticeOnFrontPage(shown, tell(shown, page.components, now), now))} ${componentList(page)}
    ${history(page)}`,
  });
}

function affected({ open }: StatusPage): (string | undefined)[] {
  return open.map(({ notice }) => notice.component?.name);
}

function banner(page: StatusPage, state: ComponentState, headline: string): Markup {
  const renewed = page.generatedAt;
  const staleAt = plus(page.nextRefreshBy, staleAfter - renewEvery);
  return html`<div class="now ${state}" aria-live="polite" data-stale-at="${staleAt}">
    ${sign(state)}
    <div>
      <h1 data-stale="${outOfDate}">${headline}</h1>
      <p data-stale="${inWords(outOfDateSince(renewed))}">${sentenceMarkup(renewedAt(renewed))}</p>
    </div>
  </div>`;
}
