import { html, type Markup } from '../../status-page/markup';

/**
 * A form of one button: what it does, it does by a POST to `action`.
 * @param deed what the form says that it wants, where the address alone does not
 */
export function button(action: string, label: string, kind: 'main' | 'second', deed?: string): Markup {
  const wanted = deed === undefined ? undefined : html`<input type="hidden" name="do" value="${deed}" />`;
  return html`<form method="post" action="${action}">
    ${wanted}<button class="${kind}" type="submit">${label}</button>
  </form>`;
}
