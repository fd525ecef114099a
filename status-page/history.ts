import { between, day, plus } from '../domain/instant';
import type { NoticeWithUpdates } from '../domain/notice';
import { historyShown, type StatusPage } from '../domain/status-page';
import { labels, onDay, quietSince, startedToday, type Sentence } from '../domain/texts/customers';
import { words } from '../domain/texts/page-words';
import { incidentLink } from './links';
import { html, type Markup } from './markup';
import { tell } from './notice-told';
import { paths } from './public-file';
import { sentenceMarkup } from './sentence-markup';

/** What is over, newest first, each by its last word, and since when there was nothing else. */
export function history(page: StatusPage): Markup {
  return html`<section aria-labelledby="history">
    <h2 id="history">${labels.history}</h2>
    ${page.past.map((shown) => entry(page, shown))}
    <p class="quiet">${sentenceMarkup(quiet(page))}</p>
    <p class="more"><a href="/${paths.history}">${words.allHistory}</a></p>
  </section>`;
}

function entry(page: StatusPage, shown: NoticeWithUpdates): Markup {
  const { id, startedAt } = shown.notice;
  const { title, updates } = tell(shown, page.components, startedAt);
  return html`<article class="past">
    <h3><a href="${incidentLink(id)}">${title}</a></h3>
    <p>${sentenceMarkup(onDay(startedAt))}. ${updates[0]?.sentences.map(sentenceMarkup)}</p>
  </article> `;
}

/** Says nothing about days before the page began. */
function quiet({ startedOn, generatedAt, open, past }: StatusPage): Sentence {
  const others = open.length + past.length > 0;
  if (!others && between(startedOn, generatedAt) < day) return startedToday(startedOn);
  const since = plus(generatedAt, -historyShown);
  return startedOn > since ? quietSince(startedOn, true, others) : quietSince(since, false, others);
}
