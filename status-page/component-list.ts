import type { ShownComponent, ShownGroup } from '../domain/shown-components';
import type { StatusPage } from '../domain/status-page';
import { labels, stateWords } from '../domain/texts/customers';
import { uptimeWords, words } from '../domain/texts/page-words';
import { componentPaths } from './links';
import { html, type Markup } from './markup';
import { sign } from './state-signs';
import { uptimeBars } from './uptime-bars';
import { uptimeTable } from './uptime-table';

/** With more components than this, groups in which nothing is wrong are folded. */
const allUnfolded = 12;

/** Every component with its state, told by shape, word and colour, and how it was; groups can be folded without script. */
export function componentList(page: StatusPage): Markup | undefined {
  const { components, groups } = page;
  if (components.length === 0) return undefined;
  const alone = components.filter(({ group }) => !groups.some(({ id }) => id === group));
  return html`<section aria-labelledby="components">
    <h2 id="components">${labels.components}</h2>
    <p class="aside">${words.barsRule} ${groups.length > 0 && words.groupRule}</p>
    ${groups.map((group) => groupOf(group, components))}
    ${
      alone.length > 0 &&
      html`<ul class="components">
        ${alone.map(row)}
      </ul>`
    }
    ${uptimeTable(components)}
  </section>`;
}

function groupOf(group: ShownGroup, components: readonly ShownComponent[]): Markup {
  const { name, description, state } = group;
  const unfolded = state !== 'operational' || components.length <= allUnfolded;
  const content = html`<summary class="${state}">
      <h3>${name}</h3>
      <span class="state">${sign(state)}${stateWords[state]}</span>
    </summary>
    ${description && html`<p class="aside">${description}</p>`}
    <ul>
      ${components.filter(({ id }) => group.components.includes(id)).map(row)}
    </ul>`;
  return unfolded
    ? html`<details class="components" open>${content}</details>`
    : html`<details class="components">${content}</details>`;
}

function row({ id, name, description, state, words: reason, uptime }: ShownComponent): Markup {
  return html`<li class="component ${state}">
    <p class="name">
      <a href="/${componentPaths(id).page}">${name}</a>
      <span class="figure">${uptimeWords(uptime.strict, uptime.seconds)}</span>
      ${description && html`<small>${description}</small>`}
    </p>
    <p class="state">${sign(state)}${stateWords[state]}</p>
    ${reason && html`<p class="reason">${reason}</p>`} ${uptimeBars(name, uptime.days)}
  </li> `;
}
