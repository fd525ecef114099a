import { html, type Markup } from '../../status-page/markup';

/** A form of one button: what it does, it does by a POST to `action`. */
export function button(action: string, label: string, kind: 'main' | 'second'): Markup {
  return html`<form method="post" action="${action}"><button class="${kind}" type="submit">${label}</button></form>`;
}
