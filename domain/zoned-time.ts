import { between, day, type Instant } from './instant';

/** `03:02`, the wall clock in an IANA zone. */
export function clockTime(at: Instant, timeZone: string): string {
  if (timeZone === 'UTC') return at.slice(11, 16);
  return part(at, timeZone, 'clock');
}

/** `03:02 CEST`: the wall clock with the zone's short name, as people in that zone write it, else its distance from GMT. */
export function clockTimeWithZone(at: Instant, timeZone: string): string {
  return `${clockTime(at, timeZone)} ${zoneName(at, timeZone)}`;
}

/** `03:02` today, `Mon 09:00` within six days, else `12 July 09:00`: the wall clock in an IANA zone for somebody who reads it at `now`. */
export function nearTime(at: Instant, now: Instant, timeZone: string): string {
  const time = clockTime(at, timeZone);
  if (part(at, timeZone, 'date') === part(now, timeZone, 'date')) return time;
  const near = Math.abs(between(at, now)) < 6 * day;
  return `${part(at, timeZone, near ? 'weekday' : 'dayAndMonth')} ${time}`;
}

/** The same with the zone's short name: `Mon 09:00 CEST`. */
export function nearTimeWithZone(at: Instant, now: Instant, timeZone: string): string {
  return `${nearTime(at, now, timeZone)} ${zoneName(at, timeZone)}`;
}

/** `14:02 UTC` on the same day as `now`, else `Sun 7 March, 14:02 UTC`. */
export function publicTime(at: Instant, now: Instant): string {
  const time = `${clockTime(at, 'UTC')} UTC`;
  return at.slice(0, 10) === now.slice(0, 10) ? time : `${publicDay(at)}, ${time}`;
}

/** `Sun 7 March`. */
export function publicDay(at: Instant): string {
  return dayInZone(at, 'UTC');
}

/** `Sun 7 March`, the wall calendar in an IANA zone. */
export function dayInZone(at: Instant, timeZone: string): string {
  return `${part(at, timeZone, 'weekday')} ${part(at, timeZone, 'dayAndMonth')}`;
}

/** `3 March 2027`. */
export function publicDate(at: Instant): string {
  return part(at, 'UTC', 'date');
}

/** `March 2027`, of a month like `2027-03`. */
export function publicMonth(month: string): string {
  return part(`${month}-01T00:00:00.000Z`, 'UTC', 'month');
}

/** `56 minutes`, `1 hour`, `2 hours 5 minutes`, `3 days 2 hours`: a length of time for customers, never less than a minute. */
export function lengthOfTime(milliseconds: number): string {
  const minutes = Math.max(1, Math.round(milliseconds / 60_000));
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor((minutes % 1440) / 60), 'hour'],
    [minutes % 60, 'minute'],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}${count === 1 ? '' : 's'}`)
    .join(' ');
}

/** False for a name that this runtime's IANA data does not know. */
export function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

function zoneName(at: Instant, timeZone: string): string {
  const names = ['en-GB', 'en-US', 'en-AU'].map((locale) => zonePart(at, timeZone, locale));
  return names.find((name) => !name.startsWith('GMT')) ?? names[0]!;
}

function zonePart(at: Instant, timeZone: string, locale: string): string {
  const parts = formatter(locale, timeZone, 'zone').formatToParts(Date.parse(at));
  return parts.find((entry) => entry.type === 'timeZoneName')?.value ?? timeZone;
}

function part(at: Instant, timeZone: string, kind: keyof typeof kinds): string {
  return formatter('en-GB', timeZone, kind).format(Date.parse(at));
}

const kinds = {
  clock: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  weekday: { weekday: 'short' },
  dayAndMonth: { day: 'numeric', month: 'long' },
  date: { day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  zone: { timeZoneName: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Making a formatter costs a hundred times what using it does, and there are only a handful of kinds. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, timeZone: string, kind: keyof typeof kinds): Intl.DateTimeFormat {
  const name = `${locale} ${timeZone} ${kind}`;
  const known = formatters.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone, ...kinds[kind] });
  formatters.set(name, known);
  return known;
}
