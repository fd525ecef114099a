import type { ComponentState } from '../domain/notice';
import { html, raw, type Markup } from './markup';

/**
 * One shape per state, so that the page reads without colour: circle, square, triangle, diamond, octagon. `g` is the glyph cut
 * out of the shape; its colour is the ground's.
 */
export const signShapes: Markup = raw`<svg class="shapes" width="0" height="0" aria-hidden="true" focusable="false">
<symbol id="operational" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9.5" fill="none" stroke="currentColor" stroke-width="2.5"/><path d="m7.5 12.3 3 3 6-6.6" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"/></symbol>
<symbol id="under_maintenance" viewBox="0 0 24 24"><rect x="2" y="2" width="20" height="20" rx="4" fill="currentColor"/><path class="g" d="M9 7.5v9m6-9v9"/></symbol>
<symbol id="degraded_performance" viewBox="0 0 24 24"><path d="M12 2.5 22.5 21h-21z" fill="currentColor" stroke="currentColor" stroke-width="2" stroke-linejoin="round"/><path class="g" d="M12 9v5.5m0 3.2v.1"/></symbol>
<symbol id="partial_outage" viewBox="0 0 24 24"><path d="M12 1.5 22.5 12 12 22.5 1.5 12z" fill="currentColor" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/><path class="g" d="M7.8 12h8.4"/></symbol>
<symbol id="major_outage" viewBox="0 0 24 24"><path d="M7.6 1.5h8.8l6.1 6.1v8.8l-6.1 6.1H7.6l-6.1-6.1V7.6z" fill="currentColor"/><path class="g" d="m8.5 8.5 7 7m0-7-7 7"/></symbol>
</svg>`;

/** The sign of a state. Always beside the word for it, so it is hidden from those who listen. */
export function sign(state: ComponentState): Markup {
  return html`<svg class="sign" width="24" height="24" aria-hidden="true" focusable="false">
    <use href="#${state}" />
  </svg>`;
}
