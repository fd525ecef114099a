import { readInstant, type Instant } from '../../domain/instant';
import { instantAt } from '../../domain/wall-clock';
import { isTimeZone } from '../../domain/zoned-time';
import { UsageMistake } from './mistakes';

/**
 * Reads `2027-03-07 02:00` by the wall clock of a zone, or a time that says its zone (`2027-03-07T02:00Z`).
 * @throws UsageMistake for anything else
 */
export function readWallTime(flag: string, typed: string, zone: string): Instant {
  const [, day, time] = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(typed.trim()) ?? [];
  if (day === undefined || time === undefined) {
    const at = /(Z|[+-]\d\d:?\d\d)$/.test(typed.trim()) ? readInstant(typed.trim()) : undefined;
    if (at === undefined) throw new UsageMistake(`--${flag} "${typed}" is no time. Write it like "2027-03-07 02:00".`);
    return at;
  }
  try {
    return instantAt(day, time, zone);
  } catch {
    throw new UsageMistake(`--${flag} "${typed}": there is no such time.`);
  }
}

/**
 * The zone in which times are meant.
 * @throws UsageMistake for a zone that there is not
 */
export function zoneOf(typed: string | undefined, own: string): string {
  if (typed !== undefined && !isTimeZone(typed))
    throw new UsageMistake(`"${typed}" is no time zone. Write it like Europe/Berlin.`);
  return typed ?? own;
}
