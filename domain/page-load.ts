import type { Instant } from './instant';
import type { Target } from './responder';
import {
  calendarDay,
  dayAt,
  firstInstant,
  onWall,
  startOfDay,
  wallClock,
  weekdayOf,
  type CalendarDay,
} from './wall-clock';

/** How often somebody was paged, and how often of these at night, from 00:00 to 06:00 by the clock on their wall. */
export interface PageCount {
  readonly pages: number;
  readonly nights: number;
}

/** What a person was paged with: what reports count, and what somebody should do about it. */
export interface PageLoad {
  /** By the day of their own calendar; days without a page are left out. */
  readonly days: Readonly<Record<CalendarDay, PageCount>>;
  /** Since they last came on call; since their first page, where that was never noted. */
  readonly shift: PageCount & {
    readonly since: Instant;
    /** How many came by a rotation alone, by its id: those that an override would have taken away. */
    readonly byRotation?: Readonly<Record<string, number>>;
  };
  /** Set where a shift has had as many pages as one should bear: when their backup is to be offered. */
  readonly helpDueAt?: Instant;
  /** Set after a page at night: when a late start is to be suggested. */
  readonly restDueAt?: Instant;
}

/** How many pages one shift should bear, where the configuration does not say. */
export const usualPagesPerShift = 10;

/** What is older than this many days is not reported any more. */
const daysKept = 84;

/** So many weeks a report may look back. */
export const mostWeeksReported = daysKept / 7;

const nightEnds = 6;
const lateStart = '07:00';

/** The rotations by which alone a policy calls somebody: none where it names the person, whom an override then leaves on it. */
export function rotationsCalling(person: string, policy: readonly (readonly Target[])[] = []): readonly string[] {
  const targets = policy.flat();
  if (targets.includes(person)) return [];
  return [...new Set(targets.flatMap((target) => (typeof target === 'string' ? [] : [target.rotation])))];
}

/** The load after one more page. @param limit how many pages a shift should bear @param rotations see `rotationsCalling` */
export function withPage(
  known: PageLoad | undefined,
  now: Instant,
  {
    timeZone,
    limit,
    rotations = [],
  }: { readonly timeZone: string; readonly limit: number; readonly rotations?: readonly string[] },
): PageLoad {
  const wall = wallClock(now, timeZone);
  const today = calendarDay(wall);
  const night = wall.hour < nightEnds;
  const more = (count: PageCount | undefined): PageCount => ({
    pages: (count?.pages ?? 0) + 1,
    nights: (count?.nights ?? 0) + (night ? 1 : 0),
  });
  const oldest = calendarDay(startOfDay(wall, -daysKept));
  const days = Object.fromEntries(Object.entries(known?.days ?? {}).filter(([day]) => day > oldest));
  const before = known?.shift.byRotation ?? {};
  const byRotation = { ...before, ...Object.fromEntries(rotations.map((id) => [id, (before[id] ?? 0) + 1])) };
  const shift = {
    since: known?.shift.since ?? now,
    ...more(known?.shift),
    ...(Object.keys(byRotation).length > 0 ? { byRotation } : {}),
  };
  return {
    days: { ...days, [today]: more(days[today]) },
    shift,
    helpDueAt: shift.pages === limit ? now : known?.helpDueAt,
    restDueAt: night ? firstInstant(onWall(today, lateStart), timeZone) : known?.restDueAt,
  };
}

/** A shift begins: its pages are counted anew. */
export function withShift(known: PageLoad | undefined, since: Instant): PageLoad {
  return { ...known, days: known?.days ?? {}, shift: { since, pages: 0, nights: 0 }, helpDueAt: undefined };
}

/** The pages of a person since an instant, by whole days of their calendar. */
export function loadSince(
  load: PageLoad | undefined,
  since: Instant,
  timeZone: string,
): PageCount & { readonly weekends: number } {
  const first = dayAt(since, timeZone);
  const days = Object.entries(load?.days ?? {}).filter(([day]) => day >= first);
  const sum = (some: readonly (readonly [string, PageCount])[], of: (count: PageCount) => number) =>
    some.reduce((total, [, count]) => total + of(count), 0);
  const weekend = days.filter(([day]) => ['Sat', 'Sun'].includes(weekdayOf(onWall(day, '00:00'))));
  return {
    pages: sum(days, ({ pages }) => pages),
    nights: sum(days, ({ nights }) => nights),
    weekends: sum(weekend, ({ pages }) => pages),
  };
}
