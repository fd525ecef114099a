import { between, latestFirst, type Instant } from '../domain/instant';
import type { PublicMaintenance } from '../domain/maintenance';
import type { ComponentState, NoticeWithUpdates } from '../domain/notice';
import { endOf } from '../domain/notice-course';
import { labels, onDate, stateWords } from '../domain/texts/customers';
import { maintenanceWords } from '../domain/texts/customers-maintenance';
import { resolvedAfter, words } from '../domain/texts/page-words';
import { incidentLink, maintenancePath } from './links';
import { html, type Markup } from './markup';
import { shownTitle } from './notice-told';
import { sentenceMarkup } from './sentence-markup';
import { sign } from './state-signs';

interface Line {
  readonly at: Instant;
  readonly link: string;
  readonly title: string;
  readonly what: Markup | string;
}

/** Incidents and maintenances, newest first: what, when, how bad and how long. Each leads to its page. */
export function pastList(
  notices: readonly NoticeWithUpdates[],
  maintenances: readonly PublicMaintenance[],
): Markup | undefined {
  const lines = [...notices.map(ofNotice), ...maintenances.map(ofMaintenance)];
  if (lines.length === 0) return undefined;
  return html`<ul class="list">
    ${lines.sort(latestFirst(({ at }) => at)).map(line)}
  </ul>`;
}

function line({ at, link, title, what }: Line): Markup {
  return html`<li>
    <a href="${link}">${title}</a>
    <p>${sentenceMarkup(onDate(at))} · ${what}</p>
  </li> `;
}

function ofNotice(shown: NoticeWithUpdates): Line {
  const { id, startedAt, claims, retractedAt } = shown.notice;
  const end = endOf(shown.notice);
  const length = end === undefined ? words.stillOpen : resolvedAfter(between(startedAt, end));
  const what = retractedAt === undefined ? html`${inState(claims, stateWords[claims])} · ${length}` : labels.retracted;
  return { at: startedAt, link: incidentLink(id), title: shownTitle(shown), what };
}

function ofMaintenance({ id, title, from, startedAt, state }: PublicMaintenance): Line {
  const what = inState('under_maintenance', `${words.maintenance}: ${maintenanceWords[state].toLowerCase()}`);
  return { at: startedAt ?? from, link: `/${maintenancePath(id)}`, title, what };
}

function inState(state: ComponentState, word: string): Markup {
  return html`<span class="state ${state}">${sign(state)}${word}</span>`;
}
