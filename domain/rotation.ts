import * as Wall from 'temporal-polyfill/fns/PlainDateTime';
import { coveredAt, type WeeklyHours } from './covered-hours';
import { earliest, type Instant } from './instant';
import {
  firstInstant,
  onWall,
  startOfDay,
  calendarDay,
  wallClock,
  weekdayOf,
  type CalendarDay,
  type WallClock,
  type WallTime,
  type Weekday,
} from './wall-clock';

/** How long one person has it, by the clock on the wall: a week stays a week in the night when the clocks change. */
export type Turn = { readonly hours: number } | { readonly days: number } | { readonly weeks: number };

/** People who take turns. */
export interface Layer {
  /** Responder ids, in the order of their turns. */
  readonly people: readonly string[];
  readonly turn: Turn;
  /** When one hands over to the next: a time of day, and for turns of weeks the weekday. */
  readonly handOff: { readonly on?: Weekday; readonly at: WallTime };
  /** The day on which the first person's first turn begins; with `handOff.on`, the first such weekday from then on. */
  readonly startsOn: CalendarDay;
  /** The hours in which this layer counts; always where it is left out. */
  readonly during?: readonly WeeklyHours[];
}

/** Who is on call, by turns: one person at a time. */
export interface Rotation {
  readonly id: string;
  readonly name: string;
  /** IANA zone whose clock the hand-offs go by. */
  readonly timeZone: string;
  /** A later layer stands before an earlier one wherever it counts. */
  readonly layers: readonly Layer[];
  /** The id of the hours that this rotation must fill; always where it is left out. Outside of them the chain of command is called. */
  readonly pagedDuring?: string;
}

/** Who has a rotation by its layers, and until when at least nothing changes. */
export interface Turned {
  readonly person?: string;
  readonly until?: Instant;
}

/** Who has a rotation at an instant, by its layers alone. */
export function turnAt({ layers, timeZone }: Rotation, at: Instant): Turned {
  const turns = layers.map((layer) => layerAt(layer, timeZone, at));
  const person = turns.findLast((turn) => turn.person !== undefined)?.person;
  return { person, until: earliest(...turns.map(({ until }) => until)) };
}

function layerAt(layer: Layer, timeZone: string, at: Instant): Turned {
  const first = firstHandOff(layer);
  const beginning = firstInstant(first, timeZone);
  if (at < beginning) return { until: beginning };
  const { covered, until } = layer.during
    ? coveredAt({ timeZone, hours: layer.during }, at)
    : { covered: true, until: undefined };
  if (!covered) return { until };
  const turn = turnNumber(layer, first, timeZone, at);
  return {
    person: layer.people[turn % layer.people.length],
    until: earliest(until, firstInstant(handOff(layer, first, turn + 1), timeZone)),
  };
}

/** What the wall shows when the first turn of a layer begins. */
export function firstHandOff({ startsOn, handOff: { on, at } }: Layer): WallClock {
  let day = onWall(startsOn, '00:00');
  while (on !== undefined && weekdayOf(day) !== on) day = startOfDay(day, 1);
  return onWall(calendarDay(day), at);
}

/** What the wall shows when turn `n` begins; the first turn is number 0. */
function handOff({ turn }: Layer, first: WallClock, n: number): WallClock {
  if ('hours' in turn) return Wall.addHours(first, turn.hours * n);
  return 'days' in turn ? Wall.addDays(first, turn.days * n) : Wall.addWeeks(first, turn.weeks * n);
}

function hoursOf(turn: Turn): number {
  if ('hours' in turn) return turn.hours;
  return 'days' in turn ? turn.days * 24 : turn.weeks * 168;
}

/** The wall tells the turn, but for the hours around a change of the clocks: there the hand-offs themselves decide. */
function turnNumber(layer: Layer, first: WallClock, timeZone: string, at: Instant): number {
  const beginsAt = (n: number) => firstInstant(handOff(layer, first, n), timeZone);
  let n = Math.max(0, Math.floor(Wall.diffHours(first, wallClock(at, timeZone)) / hoursOf(layer.turn)));
  while (n > 0 && beginsAt(n) > at) n--;
  while (beginsAt(n + 1) <= at) n++;
  return n;
}
