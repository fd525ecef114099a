import { field, fields, json, text } from '../../domain/alert-sources/fields';
import { readInstant } from '../../domain/instant';
import type { CloudEvent } from './sample-events';

/** The same event, happening now: every time in it is moved by as much, in the form it was written in. */
export function movedToNow(event: CloudEvent, now: Date): CloudEvent {
  const happened = readInstant(field(event.detail['state'], 'timestamp')) ?? readInstant(event.detail['detectedAt']);
  const at = happened ?? readInstant(event.time);
  return at === undefined ? event : (moved(event, now.getTime() - Date.parse(at)) as CloudEvent);
}

/** The event of the same source when it is well again: the alarm's earlier state, at this moment. */
export function wellAgain(event: CloudEvent): CloudEvent | undefined {
  const { detail } = event;
  if (event['detail-type'] === 'Incident Alert') return { ...event, detail: { ...detail, status: 'resolved' } };
  const state = fields(detail['state']);
  const earlier = fields(detail['previousState']);
  const [now, before] = [readInstant(state['timestamp']), readInstant(earlier['timestamp'])];
  if (text(earlier['value']) !== 'OK' || now === undefined || before === undefined) return undefined;
  const apart = Date.parse(now) - Date.parse(before);
  return {
    ...event,
    detail: { ...detail, state: moved(earlier, apart), previousState: moved(state, -apart) },
  };
}

/** Moves every time inside a value: numbers that are times, those in texts, in the reason of a state, and in the JSON text of its reason data. */
function moved(value: unknown, by: number): unknown {
  if (typeof value === 'number') return isEpochSeconds(value) ? value + Math.round(by / 1_000) : value;
  if (typeof value === 'string')
    return value.startsWith('{') ? JSON.stringify(moved(json(value), by)) : movedText(value, by);
  if (Array.isArray(value)) return value.map((entry) => moved(entry, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, moved(entry, by)]));
}

/**
 * CloudWatch writes `2019-10-02T17:04:40.989+0000` in fields; in reasons `(02/10/19 16:59:00)`, day first, and of
 * composite alarms `Wednesday 02 October, 2019 16:59:00 UTC`.
 */
function movedText(written: string, by: number): string {
  const whole = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|\+0000)$/.exec(written);
  const at = whole && readInstant(written);
  if (at) return shifted(at, by).slice(0, whole[1] === undefined ? 19 : 23) + whole[2];
  if (spelledTime.test(written)) return new Date(Date.parse(written) + by).toUTCString();
  return written
    .replace(shortTime, (_, day: string, month: string, year: string, time: string) => {
      const then = shifted(`20${year}-${month}-${day}T${time}Z`, by);
      return `(${then.slice(8, 10)}/${then.slice(5, 7)}/${then.slice(2, 4)} ${then.slice(11, 19)})`;
    })
    .replace(longTime, (_, day: string, month: string, year: string, time: string) => {
      const then = shifted(`${day} ${month} ${year} ${time} UTC`, by);
      const word = (options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(Date.parse(then));
      const date = `${word({ weekday: 'long' })} ${then.slice(8, 10)} ${word({ month: 'long' })}`;
      return `${date}, ${then.slice(0, 4)} ${then.slice(11, 19)} UTC`;
    });
}

/** Health's times: `Wed, 03 Mar 2027 02:02:41 GMT`. */
const spelledTime = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$/;
const shortTime = /\((\d\d)\/(\d\d)\/(\d\d) (\d\d:\d\d:\d\d)\)/g;
const longTime = /[A-Z][a-z]+day (\d\d) ([A-Z][a-z]+), (\d{4}) (\d\d:\d\d:\d\d) UTC/g;

/** Synthetics writes seconds since 1970: a whole number of these decades is no measurement. */
function isEpochSeconds(value: number): boolean {
  return Number.isInteger(value) && value > 1_500_000_000 && value < 2_500_000_000;
}

function shifted(at: string, by: number): string {
  return new Date(Date.parse(at) + by).toISOString();
}
