import { day, hour, instant, minute, type Instant } from './instant';
import { clockTime } from './zoned-time';

/** The last minute, now included, at which the wall clock of an IANA zone showed this time (`14:02`); undefined where it never did within a day. */
export function lastAt(time: string, timeZone: string, now: Instant): Instant | undefined {
  const latest = Math.floor(Date.parse(now) / minute) * minute;
  // Asked of the zone minute by minute, so that the hour a zone skips or repeats needs no calendar of our own.
  for (let ago = 0; ago <= day + 2 * hour; ago += minute) {
    const at = instant(latest - ago);
    if (clockTime(at, timeZone) === time) return at;
  }
  return undefined;
}
