/** A moment, as ISO 8601 in UTC with milliseconds (`2026-11-21T02:02:41.000Z`): its text order is its time order. */
export type Instant = string;

/** The first millisecond of the year 10000, which no four digits can write. */
const endOfTime = 253_402_300_800_000;

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

export function instant(epochMilliseconds: number): Instant {
  return new Date(epochMilliseconds).toISOString();
}

export function plus(at: Instant, milliseconds: number): Instant {
  return instant(Date.parse(at) + milliseconds);
}

/** Milliseconds from `from` until `to`; negative when `to` is earlier. */
export function between(from: Instant, to: Instant): number {
  return Date.parse(to) - Date.parse(from);
}

export function earliest(...instants: readonly (Instant | undefined)[]): Instant | undefined {
  return instants.filter((at) => at !== undefined).sort()[0];
}

export function latest(first: Instant, ...rest: readonly Instant[]): Instant {
  return rest.reduce((newest, at) => (at > newest ? at : newest), first);
}

/** Sorts the latest first; what is of the same moment keeps its order. */
export function latestFirst<T>(momentOf: (each: T) => Instant): (one: T, other: T) => number {
  return (one, other) => (momentOf(one) === momentOf(other) ? 0 : momentOf(one) < momentOf(other) ? 1 : -1);
}

/**
 * Reads the time formats that AWS puts into events (`2019-10-02T17:04:40.989+0000`, `…Z`, `…+00:00`).
 * Undefined for anything else, so that a broken time never breaks an alert.
 */
export function readInstant(value: unknown): Instant | undefined {
  if (typeof value !== 'string' || value.length > 40) return undefined;
  const parsed = Date.parse(value.replace(/([+-]\d\d)(\d\d)$/, '$1:$2'));
  return Number.isFinite(parsed) && parsed >= 0 && parsed < endOfTime ? instant(parsed) : undefined;
}

/** Reads a number of seconds, or of milliseconds, since 1970; undefined for anything that is no such moment. */
export function readEpoch(value: unknown, unit: 'seconds' | 'milliseconds'): Instant | undefined {
  if (typeof value !== 'number') return undefined;
  const milliseconds = unit === 'seconds' ? value * 1_000 : value;
  return milliseconds > 0 && milliseconds < endOfTime ? instant(milliseconds) : undefined;
}
