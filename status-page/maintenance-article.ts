import type { Instant } from '../domain/instant';
import type { PublicMaintenance } from '../domain/maintenance';
import { isAhead, isUnderWay } from '../domain/shown-maintenances';
import type { StatusPage } from '../domain/status-page';
import { labels, postedAt } from '../domain/texts/customers';
import { maintenancePlanned, maintenanceWords } from '../domain/texts/customers-maintenance';
import { words } from '../domain/texts/page-words';
import { maintenancePath } from './links';
import { tellMaintenance, type ToldMaintenanceUpdate } from './maintenance-told';
import { html, type Markup } from './markup';
import { sentenceMarkup } from './sentence-markup';
import { sign } from './state-signs';

/** A maintenance that goes on now, on the front page: with all that was said. */
export function maintenanceNow(maintenance: PublicMaintenance, now: Instant): Markup {
  return html`<article class="notice under_maintenance">
    ${stateLine(maintenance)}
    <h2>${maintenance.title}</h2>
    ${body(maintenance, now, html`<h3>${labels.earlierUpdates}</h3>`)}
    <p class="more"><a href="/${maintenancePath(maintenance.id)}">${words.maintenanceLink}</a></p>
  </article>`;
}

/** The same on its own page. */
export function maintenanceOnItsPage(maintenance: PublicMaintenance, now: Instant): Markup {
  const state = isUnderWay(maintenance) || isAhead(maintenance) ? 'under_maintenance' : 'operational';
  return html`<article class="notice ${state}">
    ${stateLine(maintenance)}
    <h1>${maintenance.title}</h1>
    ${body(maintenance, now, html`<h2>${labels.earlierUpdates}</h2>`)}
  </article>`;
}

/** What is planned, soonest first; nothing where nothing is. */
export function maintenanceAhead(page: StatusPage): Markup | undefined {
  const ahead = page.maintenances.filter(isAhead).reverse();
  if (ahead.length === 0) return undefined;
  return html`<section aria-labelledby="ahead">
    <h2 id="ahead">${words.plannedMaintenance}</h2>
    <ul class="list">
      ${ahead.map(
        (maintenance) =>
          html`<li>
            <a href="/${maintenancePath(maintenance.id)}">${maintenance.title}</a>
            <p>${sentenceMarkup(maintenancePlanned(maintenance, maintenance))}</p>
          </li>`,
      )}
    </ul>
  </section>`;
}

function stateLine({ state }: PublicMaintenance): Markup {
  return html`<p class="state">
    ${sign(state === 'completed' ? 'operational' : 'under_maintenance')}${words.maintenance}:
    ${maintenanceWords[state].toLowerCase()}
  </p>`;
}

function body(maintenance: PublicMaintenance, now: Instant, earlierHeading: Markup): Markup {
  const [newest, ...earlier] = tellMaintenance(maintenance, now);
  const impact = newest?.state === 'scheduled' ? undefined : maintenance.impact;
  return html`<div class="update">
      ${newest && when(newest, now)} ${newest && html`<p>${sentenceMarkup(newest.sentence)}</p>`}
      ${impact && html`<p>${impact}</p>`}
    </div>
    ${
      earlier.length > 0 &&
      html`<div class="earlier">
        ${earlierHeading}
        <ol>
          ${earlier.map(
            (told) =>
              html`<li class="update">
                ${when(told, now)}
                <p>${sentenceMarkup(told.sentence)}</p>
              </li> `,
          )}
        </ol>
      </div>`
    }`;
}

function when({ at, word }: ToldMaintenanceUpdate, now: Instant): Markup {
  return html`<p class="when"><b>${word}</b> · ${sentenceMarkup(postedAt(at, now))}</p>`;
}
