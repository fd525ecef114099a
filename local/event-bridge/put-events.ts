import { randomUUID } from 'node:crypto';
import { eventTime, type BusEvent } from './bus-event';

/** One entry of PutEvents. `Id`, `Account` and `Region` are ours: a test may send an event in AWS's stead, envelope and all. */
export interface PutEventsEntry {
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
  readonly EventBusName?: string;
  readonly Resources?: readonly string[];
  /** Epoch seconds, as AWS JSON writes a time, or ISO 8601. */
  readonly Time?: number | string;
  readonly Id?: string;
  readonly Account?: string;
  readonly Region?: string;
}

/** Why an entry is not taken, in PutEvents' own words. */
export interface Refusal {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** More bytes in one call than this and PutEvents refuses it whole. */
export const MOST_BYTES = 262_144;

/** Makes an entry an event, or says why it is none. @param home account and region of the bus @param now epoch milliseconds */
export function eventOf(
  entry: PutEventsEntry,
  home: { readonly account: string; readonly region: string },
  now: number,
): BusEvent | Refusal {
  for (const field of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[field]) return invalid(`Parameter ${field} is not valid. Reason: ${field} is a required argument.`);
  }
  const detail = parsed(entry.Detail!);
  if (typeof detail !== 'object' || detail === null || Array.isArray(detail)) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const time = typeof entry.Time === 'number' ? entry.Time * 1000 : entry.Time ? Date.parse(entry.Time) : now;
  if (Number.isNaN(time)) return invalid('Parameter Time is not valid.');
  return {
    version: '0',
    id: entry.Id ?? randomUUID(),
    'detail-type': entry.DetailType!,
    source: entry.Source!,
    account: entry.Account ?? home.account,
    time: eventTime(time),
    region: entry.Region ?? home.region,
    resources: entry.Resources ?? [],
    detail,
  };
}

/** An entry's size as EventBridge counts it, in bytes. */
export function sizeOf(entry: PutEventsEntry): number {
  const texts = [entry.Source, entry.DetailType, entry.Detail, ...(entry.Resources ?? [])];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), entry.Time === undefined ? 0 : 14);
}

function invalid(ErrorMessage: string): Refusal {
  return { ErrorCode: 'InvalidArgument', ErrorMessage };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
