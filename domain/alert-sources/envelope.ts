import { readInstant, type Instant } from '../instant';
import { field, fields, list, text } from './fields';

/** What every EventBridge event carries, read leniently: anything missing is undefined, nothing throws. */
export interface Envelope {
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly account?: string;
  readonly region?: string;
  readonly time: Instant;
  readonly resources: readonly string[];
  readonly detail: unknown;
}

/**
 * @param fallbackId stands in for an event id that is missing or odd (the queue's message id does)
 * @param now stands in for a missing time
 */
export function readEnvelope(event: unknown, fallbackId: string, now: Instant): Envelope {
  return {
    id: readId(field(event, 'id')) ?? fallbackId,
    source: text(field(event, 'source')) ?? 'unknown',
    detailType: text(field(event, 'detail-type')) ?? 'unknown',
    account: text(field(event, 'account')),
    region: text(field(event, 'region')),
    time: readInstant(field(event, 'time')) ?? now,
    resources: list(field(event, 'resources')).flatMap((resource) => text(resource) ?? []),
    detail: field(event, 'detail'),
  };
}

/** True for an event that EventBridge feeds in again from an archive: it says so beside the envelope's own fields. */
export function isReplayed(event: unknown): boolean {
  return text(field(event, 'replay-name')) !== undefined;
}

/** The event as it came the first time, for a replayed one that is news after all. */
export function asFirstSent(event: unknown): object {
  const { 'replay-name': _replay, ...first } = fields(event);
  return first;
}

/** An id becomes a key of the table: only one that is short and plain will do. */
function readId(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\x21-\x7e]{1,200}$/.test(value) ? value : undefined;
}
