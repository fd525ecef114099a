import type { ComponentState } from '../domain/notice';
import type { StatusPage } from '../domain/status-page';
import { publicText } from '../domain/notice';
import { stateWords, noIncidentsReported, problemsReported } from '../domain/texts/customers';
import { markWords } from './public-file';
import { xml } from './markup';

/** White has 4.5 : 1 on each of them. */
const colours: Readonly<Record<ComponentState, string>> = {
  operational: '#1b6e46',
  under_maintenance: '#2a58a5',
  degraded_performance: '#7d5200',
  partial_outage: '#9c4100',
  major_outage: '#ab1f18',
};

/** The state of the whole page as a small picture for other sites. */
export function pageBadge(page: StatusPage, state: ComponentState): string {
  const names = page.open.map(({ notice }) => notice.component?.name);
  const said =
    state === 'operational'
      ? noIncidentsReported
      : names.length > 0
        ? problemsReported(names)
        : publicText(stateWords[state]);
  return badge(page, page.name, said.replace(/\.$/, ''), state);
}

/** The same for one component. */
export function componentBadge(page: StatusPage, name: string, state: ComponentState): string {
  return badge(page, name, stateWords[state], state);
}

/** Widths are guessed from the number of characters and then enforced, so that no font overflows. */
function badge(page: StatusPage, label: string, said: string, state: ComponentState): string {
  const [left, right] = [label, said].map((text) => Math.round([...text].length * 6.6)) as [number, number];
  const [split, width] = [left + 20, left + right + 40];
  return xml`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="24" role="img" aria-label="${label}: ${said}">
<title>${label}: ${said}</title>
<desc>${markWords(page)}</desc>
<rect width="${width}" height="24" rx="4" fill="${colours[state]}"/>
<path d="M0 4a4 4 0 0 1 4-4h${split - 4}v24H4a4 4 0 0 1-4-4z" fill="#33383e"/>
<g fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">
<text x="10" y="16" textLength="${left}" lengthAdjust="spacingAndGlyphs">${label}</text>
<text x="${split + 10}" y="16" textLength="${right}" lengthAdjust="spacingAndGlyphs">${said}</text>
</g>
</svg>
`.text;
}
