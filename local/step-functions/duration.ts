import { StatesError } from './states-error';

/** RFC 3339 with a capital T and Z or an offset, as the States Language wants its timestamps. */
export function isTimestamp(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(value);
}

/** Epoch milliseconds so many seconds from now. @throws StatesError for what is no such number */
export function inSeconds(seconds: unknown, now: number): number {
  if (typeof seconds === 'number' && seconds >= 0) return now + seconds * 1000;
  throw new StatesError('States.Runtime', `${JSON.stringify(seconds)} is not a number of seconds`);
}

/** Epoch milliseconds of a timestamp. @throws StatesError for what is none */
export function atTimestamp(timestamp: unknown): number {
  if (isTimestamp(timestamp)) return Date.parse(timestamp);
  throw new StatesError('States.Runtime', `${JSON.stringify(timestamp)} is not a timestamp to wait for`);
}
