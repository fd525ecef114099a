import { plus } from '../domain/instant';
import type { ComponentState, PublicText } from '../domain/notice';
import { isUnderWay } from '../domain/shown-maintenances';
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
import { underMaintenance } from '../domain/texts/customers-maintenance';
import { componentList } from './component-list';
import { history } from './history';
import { maintenanceAhead, maintenanceNow } from './maintenance-article';
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
  const headline = headlineOf(page);
  return framePage(page, {
    title: headline,
    description: `${headline} ${inWords(renewedAt(now))}`,
    state,
    age: renewedEvery(now),
    main: html`${banner(page, state, headline)}
    ${page.open.map((shown) => noticeOnFrontPage(shown, tell(shown, page.components, now), now))}
    ${page.maintenances.filter(isUnderWay).map((maintenance) => maintenanceNow(maintenance, now))}
    ${componentList(page)} ${maintenanceAhead(page)} ${history(page)}`,
  });
}

/** How things are, in one sentence: what people report comes before what they planned. */
function headlineOf({ open, components, maintenances }: StatusPage): PublicText {
  const inState = (wanted: (state: ComponentState) => boolean) =>
    components.filter(({ words, state }) => words !== undefined && wanted(state)).map(({ name }) => name);
  const set = inState((state) => state !== 'under_maintenance');
  const problems = [...open.map(({ notice }) => notice.component?.name), ...set];
  if (problems.length > 0) return problemsReported(problems);
  const underWay = maintenances.filter(isUnderWay);
  const worked = [
    ...underWay.flatMap((maintenance) => maintenance.components.map(({ name }) => name)),
    ...inState((state) => state === 'under_maintenance'),
  ];
  return underWay.length + worked.length > 0 ? underMaintenance([...new Set(worked)]) : noIncidentsReported;
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
