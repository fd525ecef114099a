import type { Instant } from '../domain/instant';
import { between } from '../domain/instant';
import type { NoticeWithUpdates } from '../domain/notice';
import { endOf } from '../domain/notice-course';
import { labels, onDate, stateWords, statusWords } from '../domain/texts/customers';
import { words } from '../domain/texts/page-words';
import { lengthOfTime } from '../domain/zoned-time';
import { incidentLink } from './links';
import { html, type Markup } from './markup';
import { shownTitle } from './notice-told';
import { sentenceMarkup } from './sentence-markup';
import { sign } from './state-signs';

/** Incidents, one after the other: what, when, how bad and how long. Each leads to its page. */
export function pastList(notices: readonly NoticeWithUpdates[], now: Instant): Markup {
  return html`<ul class="list">
    ${notices.map((shown) => entry(shown, now))}
  </ul>`;
}

function entry(shown: NoticeWithUpdates, now: Instant): Markup {
  const { id, startedAt, claims, retractedAt } = shown.notice;
  return html`<li>
    <a href="${incidentLink(id)}">${shownTitle(shown)}</a>
    <p>
      ${sentenceMarkup(onDate(startedAt))} ·
      ${retractedAt === undefined ? stateOf(claims) : labels.retracted}${length(shown, now)}
    </p>
  </li>`;
}

function stateOf(claims: NoticeWithUpdates['notice']['claims']): Markup {
  return html`<span class="state ${claims}">${sign(claims)}${stateWords[claims]}</span>`;
}

function length({ notice }: NoticeWithUpdates, now: Instant): string {
  if (notice.retractedAt !== undefined) return '';
  const end = endOf(notice);
  return end === undefined
    ? ` · ${words.stillOpen}`
    : ` · ${statusWords.resolved.toLowerCase()} after ${lengthOfTime(between(notice.startedAt, end < now ? end : now))}`;
}
