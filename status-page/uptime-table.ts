import type { ShownComponent } from '../domain/shown-components';
import { dayInWords, uptimeWords, words } from '../domain/texts/page-words';
import type { DayOfUptime } from '../domain/uptime';
import { publicDate } from '../domain/zoned-time';
import { html, type Markup } from './markup';

/** What the bars show, for those who would rather read: only days that were unlike others are named. */
export function uptimeTable(components: readonly ShownComponent[]): Markup {
  return html`<details class="table">
    <summary>${words.asTable}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${words.component}</th>
          <th scope="col">${words.withoutProblem}</th>
          <th scope="col">${words.daysWithProblem}</th>
        </tr>
      </thead>
      <tbody>
        ${components.map(({ name, uptime }) => {
          const days = uptime.days.map(dayLine).filter((line) => line !== undefined);
          return html`<tr>
            <th scope="row">${name}</th>
            <td>${uptimeWords(uptime.strict, uptime.seconds)}</td>
            <td>${days.length > 0 ? days.join('; ') : words.none}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </details>`;
}

/** `7 March 2027: Partial outage 56 minutes`; undefined for a day like any other. */
function dayLine({ date, seconds }: DayOfUptime): string | undefined {
  const told = dayInWords(seconds);
  return told === '' ? undefined : `${publicDate(date)}: ${told}`;
}
