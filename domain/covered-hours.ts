import { day as oneDay, instant, latest, type Instant } from './instant';
import {
  calendarDay,
  firstInstant,
  onWall,
  startOfDay,
  wallClock,
  weekdayOf,
  type CalendarDay,
  type WallClock,
  type WallTime,
  type Weekday,
} from './wall-clock';

/** Hours that come again each week, by the clock on the wall. An end that is not after the beginning is on the next day. */
export interface WeeklyHours {
  /** The days on which they begin; every day where it is left out. */
  readonly days?: readonly Weekday[];
  readonly from: WallTime;
  readonly until: WallTime;
}

/** During which hours a service's SEV-3 and SEV-4 are dealt with: always where `hours` are left out. */
export interface Coverage {
  /** IANA zone whose clock counts. */
  readonly timeZone: string;
  readonly hours?: readonly WeeklyHours[];
  /** Days on which no hours begin. */
  readonly holidays?: readonly CalendarDay[];
}

/** Monday to Friday, 09:00 to 17:00, where nothing else is said. */
export const usualHours: readonly WeeklyHours[] = [
  { days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '09:00', until: '17:00' },
];

/** A stretch of time; its end is no longer part of it. */
export interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

/** Hours that never come within this many days are taken for none at all. */
const horizon = 400;

/** When a morning begins where the hours do not say it. */
const morning: WallTime = '09:00';

/** The stretches of covered time that end after an instant, in the order of their beginnings; they may overlap. */
export function* coveredSpans(coverage: Coverage, after: Instant): Generator<Span> {
  const today = startOfDay(wallClock(after, coverage.timeZone));
  for (let days = -1; days < horizon; days++) {
    for (const span of spansOn(startOfDay(today, days), coverage)) if (span.until > after) yield span;
  }
}

const allDay: readonly WeeklyHours[] = [{ from: '00:00', until: '24:00' }];

function spansOn(day: WallClock, coverage: Coverage): Span[] {
  const date = calendarDay(day);
  const { timeZone } = coverage;
  return hoursOn(day, coverage)
    .map(({ from, until }) => ({
      from: firstInstant(onWall(date, from), timeZone),
      until: firstInstant(onWall(until > from ? date : calendarDay(startOfDay(day, 1)), until), timeZone),
    }))
    .filter(({ from, until }) => from < until)
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}

/** The hours that begin on a day. */
function hoursOn(day: WallClock, { hours = allDay, holidays }: Coverage): readonly WeeklyHours[] {
  if (holidays?.includes(calendarDay(day))) return [];
  return hours.filter(({ days }) => days === undefined || days.includes(weekdayOf(day)));
}

/** Whether an instant is covered, and until when at least that stays so. */
export function coveredAt(coverage: Coverage, at: Instant): { readonly covered: boolean; readonly until?: Instant } {
  for (const { from, until } of coveredSpans(coverage, at))
    return from <= at ? { covered: true, until } : { covered: false, until: from };
  return { covered: false };
}

/**
 * The instant at which so many milliseconds of covered time have passed: never one outside the hours. Where the hours
 * never come, time counts as if it were always covered: late is worse than loud.
 */
export function plusCovered(coverage: Coverage, since: Instant, milliseconds: number): Instant {
  if (!coverage.hours) return instant(Date.parse(since) + milliseconds);
  let counted = since;
  let left = milliseconds;
  for (const { from, until } of coveredSpans(coverage, since)) {
    const begins = latest(counted, from);
    const room = Date.parse(until) - Date.parse(begins);
    if (left < room) return instant(Date.parse(begins) + left);
    if (room > 0) [left, counted] = [left - room, until];
  }
  return instant(Date.parse(since) + milliseconds);
}

/** The covered milliseconds between two instants. */
export function coveredBetween(coverage: Coverage, since: Instant, to: Instant): number {
  if (!coverage.hours) return Math.max(0, Date.parse(to) - Date.parse(since));
  let counted = since;
  let sum = 0;
  for (const { from, until } of coveredSpans(coverage, since)) {
    if (from >= to) return sum;
    const begins = latest(counted, from);
    const ends = until < to ? until : to;
    if (ends > begins) [sum, counted] = [sum + Date.parse(ends) - Date.parse(begins), ends];
  }
  return sum;
}

/** The n-th covered morning after an instant: the first opening of a day, or 09:00 where it is always covered. */
export function coveredMorning(coverage: Coverage, after: Instant, n: number): Instant {
  const opening = (day: WallClock) =>
    coverage.hours
      ? hoursOn(day, coverage)
          .map(({ from }) => from)
          .sort()[0]!
      : morning;
  return businessTime(coverage, after, n, opening);
}

/** 09:00 on the next business day: the next 09:00, strictly later, of a day that has covered hours. */
export function nextBusinessMorning(coverage: Coverage, after: Instant): Instant {
  return businessTime(coverage, after, 1, () => morning);
}

/** The same time of day so many business days later, counted from the first covered instant. */
export function plusBusinessDays(coverage: Coverage, since: Instant, count: number): Instant {
  const begins = plusCovered(coverage, since, 0);
  const wall = wallClock(begins, coverage.timeZone);
  const time = `${String(wall.hour).padStart(2, '0')}:${String(wall.minute).padStart(2, '0')}`;
  // The minute in which it begins is over by then, so that day is not counted again.
  return plusCovered(
    coverage,
    businessTime(coverage, begins, count, () => time),
    0,
  );
}

/** The n-th time that `timeOn` names on days with covered hours, strictly after an instant. */
function businessTime(coverage: Coverage, after: Instant, n: number, timeOn: (day: WallClock) => WallTime): Instant {
  const today = startOfDay(wallClock(after, coverage.timeZone));
  const timeAt = (day: WallClock) => firstInstant(onWall(calendarDay(day), timeOn(day)), coverage.timeZone);
  let left = n;
  for (let days = 0, lastFound = 0; days < lastFound + horizon; days++) {
    const day = startOfDay(today, days);
    if (hoursOn(day, coverage).length === 0) continue;
    lastFound = days;
    // Only today's can have passed: the time of any later day is still to come.
    if (days === 0 && timeAt(day) <= after) continue;
    left -= 1;
    if (left === 0) return timeAt(day);
  }
  return plusCovered(coverage, after, n * oneDay);
}
