import type { ShownComponent } from '../domain/shown-components';
import type { StatusPage } from '../domain/status-page';
import { labels, stateWords } from '../domain/texts/customers';
import { dayInWords, howCounted, newestListed, uptimeWords, words } from '../domain/texts/page-words';
import { percent, worstOf, type DayOfUptime } from '../domain/uptime';
import { publicDate } from '../domain/zoned-time';
import { componentPaths } from './links';
import { html, type Markup } from './markup';
import { pastList } from './past-list';
import { framePage } from './page-frame';
import { sign } from './state-signs';
import { uptimeBars } from './uptime-bars';

/** A page of one component lists this many incidents; all others are in the history. */
const mostListed = 50;

/** One component: its state, 90 days as bars and as a table, how they are counted, and its incidents. */
export function componentPage(page: StatusPage, component: ShownComponent): string {
  const { name, description, state, words: reason, uptime, notices, maintenances } = component;
  const title = `${name}: ${stateWords[state]}`;
  return framePage(page, {
    title,
    description: title,
    state,
    main: html`<div class="now ${state}">
        ${sign(state)}
        <div>
          <h1>${name}</h1>
          <p>${stateWords[state]}${reason && html`. ${reason}`}</p>
          ${description && html`<p>${description}</p>`}
        </div>
      </div>
      ${ninetyDays(component)}
      <section aria-labelledby="incidents">
        <h2 id="incidents">${words.itsIncidents}</h2>
        ${pastList(notices.slice(0, mostListed), maintenances) ?? html`<p class="quiet">${words.noneReported}</p>`}
        ${notices.length > mostListed && html`<p class="quiet">${newestListed(mostListed)}</p>`}
      </section>
      <p class="more"><a href="/">${labels.currentStatus}</a></p>`,
    feeds: componentPaths(component.id),
  });

  function ninetyDays(shown: ShownComponent): Markup {
    return html`<section aria-labelledby="days">
      <h2 id="days">${words.howItWas}</h2>
      <div class="card">
        ${uptimeBars(shown.name, uptime.days)}
        <dl>
          <div>
            <dt>${words.withoutProblem}</dt>
            <dd>${uptimeWords(uptime.strict, uptime.seconds)}</dd>
          </div>
          <div>
            <dt>${words.weighted}</dt>
            <dd>${uptimeWords(uptime.weighted, uptime.seconds)}</dd>
          </div>
        </dl>
      </div>
      <details class="table">
        <summary>${words.howCounted}</summary>
        <p>${howCounted}</p>
        <p><a href="/${componentPaths(shown.id).uptime}">${words.intervals}</a></p>
      </details>
      ${table(uptime.days)}
    </section>`;
  }
}

function table(days: readonly DayOfUptime[]): Markup {
  return html`<details class="table">
    <summary>${words.asTable}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.day}</th>
          <th scope="col">${words.withoutProblem}</th>
          <th scope="col">${words.worstState}</th>
        </tr>
      </thead>
      <tbody>
        ${[...days].reverse().map(dayRow)}
      </tbody>
    </table>
  </details>`;
}

function dayRow({ date, seconds }: DayOfUptime): Markup {
  const worst = worstOf(seconds);
  const counted = Object.entries(seconds).reduce((sum, [state, each]) => sum + (isCounted(state) ? each : 0), 0);
  return html`<tr>
    <th scope="row">${publicDate(date)}</th>
    <td>${counted === 0 ? words.noData : percent(seconds.operational / counted)}</td>
    <td>${worst === undefined ? words.noData : dayInWords(seconds) || stateWords.operational}</td>
  </tr> `;
}

const isCounted = (state: string) => state !== 'unknown' && state !== 'under_maintenance';
