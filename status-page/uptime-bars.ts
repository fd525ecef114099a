import type { ComponentState } from '../domain/notice';
import { barsInWords } from '../domain/texts/page-words';
import { worstOf, type DayOfUptime } from '../domain/uptime';
import { html, type Markup } from './markup';

const pitch = 4;
const bottom = 30;

/** The strokes of a bar, from the bottom up: taller is worse, and maintenance is two pieces. So the bars read without colour. */
const strokes: Readonly<Record<Exclude<ComponentState, 'operational'>, string>> = {
  under_maintenance: `${bottom}v-7m0-4v-7`,
  degraded_performance: `${bottom}V9`,
  partial_outage: `${bottom}V5`,
  major_outage: `${bottom}V0`,
};

/** A bar for each day, today on the right. Days of one kind are one path, so that 90 quiet days weigh next to nothing. */
export function uptimeBars(name: string, days: readonly DayOfUptime[]): Markup {
  const states = days.map(({ seconds }) => worstOf(seconds));
  const troubled = days.filter(({ seconds }) => isTroubled(worstOf(seconds))).length;
  const width = days.length * pitch;
  return html`<svg
    class="bars"
    viewBox="0 0 ${width - 1} ${bottom}"
    preserveAspectRatio="none"
    role="img"
    aria-label="${barsInWords(name, troubled)}"
  >
    ${runs(states, undefined).map(([from, length]) => dashes('none', from, length, 28.5))}
    ${runs(states, 'operational').map(([from, length]) => dashes('up', from, length, 21))}
    ${(Object.keys(strokes) as (keyof typeof strokes)[]).map((state) => bars(states, state))}
  </svg>`;
}

/** True for a day on which customers were told of a problem; maintenance is none. */
export function isTroubled(state: ComponentState | undefined): boolean {
  return state !== undefined && state !== 'operational' && state !== 'under_maintenance';
}

function dashes(kind: 'up' | 'none', from: number, length: number, height: number): Markup {
  return html`<path class="${kind}" d="M${from * pitch} ${height}h${length * pitch - 1}" />`;
}

function bars(states: readonly (ComponentState | undefined)[], state: keyof typeof strokes): Markup | undefined {
  const path = states.flatMap((each, index) => (each === state ? [`M${index * pitch + 1.5} ${strokes[state]}`] : []));
  return path.length === 0 ? undefined : html`<path class="${state}" d="${path.join('')}" />`;
}

/** Where days of one state lie side by side: the first of them, and how many. */
function runs(
  states: readonly (ComponentState | undefined)[],
  state: ComponentState | undefined,
): [from: number, length: number][] {
  const found: [number, number][] = [];
  states.forEach((each, index) => {
    const last = found.at(-1);
    if (each !== state) return;
    if (last && last[0] + last[1] === index) last[1] += 1;
    else found.push([index, 1]);
  });
  return found;
}
