import * as Instants from 'temporal-polyfill/fns/Instant';
import * as Wall from 'temporal-polyfill/fns/PlainDateTime';
import * as Zoned from 'temporal-polyfill/fns/ZonedDateTime';
import { instant, type Instant } from './instant';

/** What the clock and the calendar on the wall of a zone show. */
export type WallClock = Wall.Record;

/** A time of day on the wall, `09:00`; `24:00` is the end of the day. */
export type WallTime = string;

/** A day of the calendar, `2027-03-28`. */
export type CalendarDay = string;

export type Weekday = 'Mon' | 'Tue' | 'Wed' | 'Thu' | 'Fri' | 'Sat' | 'Sun';

export const weekdays: readonly Weekday[] = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What the wall shows in a zone at an instant. */
export function wallClock(at: Instant, timeZone: string): WallClock {
  return Zoned.toPlainDateTime(Instants.toZonedDateTimeISO(Instants.fromEpochMilliseconds(Date.parse(at)), timeZone));
}

/** A day and a time of day as the wall shows them together. */
export function onWall(day: CalendarDay, time: WallTime): WallClock {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return Wall.addMinutes(Wall.create(year, month, date), hours * 60 + minutes);
}

/**
 * The first instant at which the clock on the wall shows this time, or has gone past it. So what happens at 02:30 happens
 * at 03:00 in the night when the clock jumps from 02:00 to 03:00, and once, the first time, when 02:30 comes twice.
 */
export function firstInstant(wall: WallClock, timeZone: string): Instant {
  const early = Wall.toZonedDateTime(wall, timeZone, { disambiguation: 'earlier' });
  if (Wall.compare(Zoned.toPlainDateTime(early), wall) === 0) return instant(early.epochMilliseconds);
  return instant((Zoned.getTimeZoneTransition(early, 'next') ?? early).epochMilliseconds);
}

/**
 * When a wall clock in an IANA zone shows `time` (`02:30`) on a day, or has gone past it: see `firstInstant`.
 * @throws RangeError for a day, time or zone that there is not
 */
export function instantAt(day: CalendarDay, time: WallTime, timeZone: string): Instant {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time))
    throw new RangeError(`"${day} ${time}" is no day and time.`);
  return firstInstant(onWall(day, time), timeZone);
}

/** The day that the calendar shows in an IANA zone. */
export function dayAt(at: Instant, timeZone: string): CalendarDay {
  return calendarDay(wallClock(at, timeZone));
}

/** Midnight at the beginning of the day that the wall shows, `days` later. */
export function startOfDay(wall: WallClock, days = 0): WallClock {
  return Wall.addDays(Wall.startOfDay(wall), days);
}

export function calendarDay(wall: WallClock): CalendarDay {
  return Wall.toString(wall).slice(0, 10);
}

export function weekdayOf(wall: WallClock): Weekday {
  return weekdays[Wall.dayOfWeek(wall) - 1]!;
}
