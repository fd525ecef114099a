import type { ComponentState, NoticeWithUpdates } from '../domain/notice';
import { isOpenNotice } from '../domain/status-page';
import { labels, onDate, postedAt, stateWords, statusWords, type Sentence } from '../domain/texts/customers';
import type { Instant } from '../domain/instant';
import { incidentLink } from './links';
import { html, type Markup } from './markup';
import type { ToldNotice, ToldUpdate } from './notice-told';
import { sentenceMarkup } from './sentence-markup';
import { sign } from './state-signs';

/** An open notice on the front page: its title first, then the newest update with its promise, then all earlier ones. */
export function noticeOnFrontPage(shown: NoticeWithUpdates, told: ToldNotice, now: Instant): Markup {
  return html`<article class="notice ${shown.notice.claims}">
    ${stateLine(shown)}
    <h2>${told.title}</h2>
    ${noticeBody(told, now, html`<h3>${labels.earlierUpdates}</h3>`)}
    <p class="more"><a href="${incidentLink(shown.notice.id)}">${labels.permalink}</a></p>
  </article>`;
}

/** The same on its own page, where the title is the page's. It is written when this notice changes, so it says nothing about others. */
export function noticeOnItsPage(shown: NoticeWithUpdates, told: ToldNotice, now: Instant): Markup {
  return html`<article class="notice ${stateOf(shown)}">
    ${stateLine(shown)}
    <h1>${told.title}</h1>
    <p class="aside">${sentenceMarkup(onDate(shown.notice.startedAt))}</p>
    ${noticeBody({ ...told, normalElsewhere: undefined }, now, html`<h2>${labels.earlierUpdates}</h2>`)}
  </article>`;
}

function stateLine(shown: NoticeWithUpdates): Markup {
  const { notice } = shown;
  const over = notice.retractedAt === undefined ? statusWords.resolved : labels.retracted;
  const word = isOpenNotice(shown) ? stateWords[notice.claims] : over;
  return html`<p class="state">${sign(stateOf(shown))}${word}</p>`;
}

function stateOf(shown: NoticeWithUpdates): ComponentState {
  return isOpenNotice(shown) ? shown.notice.claims : 'operational';
}

function noticeBody(told: ToldNotice, now: Instant, earlierHeading: Markup): Markup {
  const [newest, ...earlier] = told.updates;
  return html`${told.overdue && paragraph(told.overdue, 'overdue')}
    <div class="update">
      ${newest && when(newest, now)} ${newest?.sentences.map((sentence) => paragraph(sentence))}
      ${newest && edited(newest)} ${told.measurements && paragraph(told.measurements)}
      ${told.nextUpdate && paragraph(told.nextUpdate, 'promise')} ${newest?.aside && paragraph(newest.aside, 'aside')}
      ${told.normalElsewhere && paragraph(told.normalElsewhere)}
    </div>
    ${
      earlier.length > 0 &&
      html`<div class="earlier">
        ${earlierHeading}
        <ol>
          ${earlier.map((update) => earlierUpdate(update, now))}
        </ol>
      </div>`
    }`;
}

function earlierUpdate(told: ToldUpdate, now: Instant): Markup {
  return html`<li class="update">
    ${when(told, now)} ${told.sentences.map((sentence) => paragraph(sentence))} ${edited(told)}
    ${told.aside && paragraph(told.aside, 'aside')}
  </li> `;
}

/** Says that the wording is not the first one, which folds out. */
function edited({ edited: edit }: ToldUpdate): Markup | undefined {
  return (
    edit &&
    html`${paragraph(edit.when, 'aside')}
    ${edit.before.map(
      ({ heading, text }) =>
        html`<details class="before">
          <summary>${sentenceMarkup(heading)}</summary>
          ${paragraph(text)}
        </details>`,
    )}`
  );
}

function when({ update, word }: ToldUpdate, now: Instant): Markup {
  return html`<p class="when"><b>${word}</b> · ${sentenceMarkup(postedAt(update.at, now))}</p>`;
}

function paragraph(sentence: Sentence, kind?: 'overdue' | 'promise' | 'aside'): Markup {
  return kind === undefined
    ? html`<p>${sentenceMarkup(sentence)}</p> `
    : html`<p class="${kind}">${sentenceMarkup(sentence)}</p> `;
}
