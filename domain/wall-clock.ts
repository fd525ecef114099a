import * as PlainDateTime from 'temporal-polyfill/fns/PlainDateTime';
import * as TemporalInstant from 'temporal-polyfill/fns/Instant';
import * as ZonedDateTime from 'temporal-polyfill/fns/ZonedDateTime';
import { instant, type Instant } from './instant';

/** A day of the calendar, `2027-03-28`. */
export type CalendarDay = string;

/**
 * When a wall clock in an IANA zone shows `time` (`02:30`) on a day. Where clocks are put forward and never show it, the
 * first moment that exists after; where they are put back and show it twice, the first of the two.
 * @throws RangeError for a day, time or zone that there is not
 */
export function instantAt(day: CalendarDay, time: string, zone: string): Instant {
  const [year, month, date] = numbers(day, /^(\d{4})-(\d\d)-(\d\d)$/);
  const [hour, minute] = numbers(time, /^(\d\d):(\d\d)$/);
  const wanted = PlainDateTime.create(year!, month!, date!, hour, minute);
  const shown = ZonedDateTime.toPlainDateTime(PlainDateTime.toZonedDateTime(wanted, zone));
  const at = PlainDateTime.toZonedDateTime(wanted, zone, { disambiguation: 'earlier' });
  if (PlainDateTime.equals(shown, wanted)) return instant(at.epochMilliseconds);
  return instant(ZonedDateTime.getTimeZoneTransition(at, 'next')!.epochMilliseconds);
}

/** The day that the calendar shows in an IANA zone. */
export function dayAt(at: Instant, zone: string): CalendarDay {
  const zoned = TemporalInstant.toZonedDateTimeISO(TemporalInstant.fromEpochMilliseconds(Date.parse(at)), zone);
  return ZonedDateTime.toString(zoned).slice(0, 10);
}

function numbers(written: string, shape: RegExp): number[] {
  const parts = shape.exec(written);
  if (!parts) throw new RangeError(`"${written}" is no day or time.`);
  return parts.slice(1).map(Number);
}
