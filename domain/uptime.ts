import { day, instant, plus, type Instant } from './instant';
import type { ComponentState } from './notice';
import { worse } from './notice-policy';

/** A stretch of time in which customers were told of a state worse than normal. `to` is left out while it goes on. */
export interface Interval {
  readonly from: Instant;
  readonly to?: Instant;
  readonly state: ComponentState;
}

/** What one second was like. `unknown`: before the page began, nobody wrote anything down. */
export type SecondState = ComponentState | 'unknown';

/** How many whole seconds were spent in each state. They add up to the time that was looked at. */
export type SecondsByState = Readonly<Record<SecondState, number>>;

/** How much of a second counts as down in the weighted figure. In the strict figure each of the three counts whole. */
export const downWeights = { degraded_performance: 0.1, partial_outage: 0.3, major_outage: 1 } as const;

/** The formula of both figures, as it is published beside them. */
export const uptimeFormula =
  'counted = operational + degraded + partial + major, in seconds; maintenance and unknown are not counted. ' +
  'strict = operational / counted. ' +
  `weighted = 1 - (${downWeights.degraded_performance} degraded + ${downWeights.partial_outage} partial + ${downWeights.major_outage} major) / counted. ` +
  'Where intervals overlap, the worst state counts, and each second counts once.';

export const daysOfUptime = 90;

/** Shares of the counted time between 0 and 1; undefined where no second was counted. */
export interface Uptime {
  readonly strict?: number;
  readonly weighted?: number;
}

export interface DayOfUptime {
  /** `2027-03-07`, in UTC. */
  readonly date: string;
  readonly seconds: SecondsByState;
}

/** The last 90 days of a component, today until now. */
export interface UptimeRecord extends Uptime {
  readonly from: Instant;
  readonly to: Instant;
  readonly seconds: SecondsByState;
  /** Oldest first. */
  readonly days: readonly DayOfUptime[];
  /** What was counted, cut to the time that was looked at, oldest first; overlaps are left in. */
  readonly intervals: readonly Required<Interval>[];
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly state: SecondState;
}

const second = 1_000;
const wholeSecond = (at: Instant) => Math.floor(Date.parse(at) / second);
const startOfDay = (at: number) => Math.floor(at / day) * day;

/** The record of one component. Seconds are whole: each moment is cut to the second it lies in. */
export function uptimeRecord(intervals: readonly Interval[], startedOn: Instant, now: Instant): UptimeRecord {
  const from = instant(startOfDay(Date.parse(now)) - (daysOfUptime - 1) * day);
  const counted = cut(intervals, from < startedOn ? startedOn : from, now);
  const days = Array.from({ length: daysOfUptime }, (_, index) => ({
    date: plus(from, index * day).slice(0, 10),
    seconds: noSeconds(),
  }));
  const seconds = noSeconds();
  for (const piece of worstPieces(counted, from, now, startedOn)) {
    seconds[piece.state] += piece.to - piece.from;
    addToDays(days, piece, wholeSecond(from));
  }
  return { from, to: now, seconds, days, intervals: counted, ...uptime(seconds) };
}

/** Both figures of a count, by the published formula. */
export function uptime(seconds: SecondsByState): Uptime {
  const { operational, degraded_performance: degraded, partial_outage: partial, major_outage: major } = seconds;
  const counted = operational + degraded + partial + major;
  if (counted === 0) return {};
  const down =
    downWeights.degraded_performance * degraded +
    downWeights.partial_outage * partial +
    downWeights.major_outage * major;
  return { strict: operational / counted, weighted: 1 - down / counted };
}

/** The worst state of a count, for the bar of a day; undefined when nothing of it is known. */
export function worstOf(seconds: SecondsByState): ComponentState | undefined {
  const seen = (Object.keys(seconds) as SecondState[]).filter((state) => seconds[state] > 0);
  const known = seen.filter((state) => state !== 'unknown');
  return known.length === 0 ? undefined : known.reduce(worse);
}

/** `99.95 %`: rounded down, so that 100 % means that not one second was lost. */
export function percent(share: number): string {
  const hundredths = Math.floor(share * 10_000 + 1e-9);
  return `${hundredths === 10_000 ? '100' : (hundredths / 100).toFixed(2)} %`;
}

function cut(intervals: readonly Interval[], from: Instant, now: Instant): Required<Interval>[] {
  return intervals
    .map((interval) => ({
      from: interval.from < from ? from : interval.from,
      to: interval.to === undefined || interval.to > now ? now : interval.to,
      state: interval.state,
    }))
    .filter((interval) => interval.from < interval.to)
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

/** The time between as pieces that do not overlap, in their order, each with the worst state that was told in it. */
function worstPieces(
  intervals: readonly Required<Interval>[],
  from: Instant,
  to: Instant,
  startedOn: Instant,
): Piece[] {
  const changes = intervals
    .flatMap(({ from: began, to: ended, state }) => [
      { at: wholeSecond(began), state, more: 1 },
      { at: wholeSecond(ended), state, more: -1 },
    ])
    .sort((one, other) => one.at - other.at);
  const [begin, end] = [wholeSecond(from), wholeSecond(to)];
  const known = Math.min(end, Math.max(begin, wholeSecond(startedOn)));
  const cuts = [...new Set([begin, known, end, ...changes.map(({ at }) => at)])].sort((one, other) => one - other);
  const told = new Map<ComponentState, number>();
  let next = 0;
  return cuts.slice(1).map((until, index): Piece => {
    const since = cuts[index]!;
    for (; next < changes.length && changes[next]!.at <= since; next++) {
      const { state, more } = changes[next]!;
      told.set(state, (told.get(state) ?? 0) + more);
    }
    const states = [...told].filter(([, times]) => times > 0).map(([state]) => state);
    return { from: since, to: until, state: since < known ? 'unknown' : states.reduce(worse, 'operational') };
  });
}

function noSeconds(): Record<SecondState, number> {
  return {
    operational: 0,
    degraded_performance: 0,
    partial_outage: 0,
    major_outage: 0,
    under_maintenance: 0,
    unknown: 0,
  };
}

/** Adds a piece to each day that it touches. @param begin the first second of the first day */
function addToDays(
  days: readonly { readonly seconds: Record<SecondState, number> }[],
  { from, to, state }: Piece,
  begin: number,
): void {
  const length = day / second;
  for (let index = Math.floor((from - begin) / length); begin + index * length < to; index++) {
    const dayBegins = begin + index * length;
    days[index]!.seconds[state] += Math.min(to, dayBegins + length) - Math.max(from, dayBegins);
  }
}
