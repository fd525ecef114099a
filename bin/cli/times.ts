import { clockTime, clockTimeWithZone, lengthOfTime } from '../../domain/zoned-time';

/** `Sat 21 November`, as the wall calendar of a zone says. */
export function dayIn(at: string, timeZone: string): string {
  const parts = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone, ...options }).format(Date.parse(at));
  return `${parts({ weekday: 'short' })} ${parts({ day: 'numeric', month: 'long' })}`;
}

/** `03:02 CEST (01:02 UTC)`, or once where the zone is UTC. */
export function bothTimes(at: string, timeZone: string): string {
  const here = clockTimeWithZone(at, timeZone);
  const utc = `${clockTime(at, 'UTC')} UTC`;
  return here === utc ? here : `${here} (${utc})`;
}

/** `15 minutes ahead of this machine`, or nothing when the clock was not skipped. */
export function aheadOf(now: Date, machine: Date): string {
  const ahead = now.getTime() - machine.getTime();
  return ahead < 30_000 ? '' : `, ${lengthOfTime(ahead)} ahead of this machine`;
}

/**
 * The same sentence with its times (`06:40 UTC`) told in a zone. What stands in “…” was said to customers, and stays.
 * @param near a moment of the same day
 */
export function toldIn(timeZone: string, sentence: string, near: string): string {
  const told = (part: string) =>
    part.replace(/\b(\d\d:\d\d) UTC\b/g, (_, time: string) =>
      clockTimeWithZone(`${near.slice(0, 10)}T${time}:00.000Z`, timeZone),
    );
  return sentence.replace(/“[^”]*”|[^“]+|“/g, (part) => (part.startsWith('“') ? part : told(part)));
}
