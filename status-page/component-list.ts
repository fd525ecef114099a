import type { ShownComponent } from '../domain/status-page';
import { labels, stateWords } from '../domain/texts/customers';
import { html, type Markup } from './markup';
import { sign } from './state-signs';

/** Every component with its state, told by shape, word and colour. */
export function componentList(components: readonly ShownComponent[]): Markup {
  return html`<section aria-labelledby="components">
    <h2 id="components">${labels.components}</h2>
    <ul class="components">
      ${components.map(row)}
    </ul>
  </section>`;
}

function row({ name, description, state }: ShownComponent): Markup {
  return html`<li class="component ${state}">
    <span>${name}${description && html` <small>${description}</small>`}</span>
    <span class="state">${sign(state)}${stateWords[state]}</span>
  </li> `;
}
