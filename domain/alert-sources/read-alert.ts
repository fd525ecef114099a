import { isAlert, isChangeNote, type Alert, type Reading } from '../alert';
import { earliest, type Instant } from '../instant';
import type { AlertReader } from './alert-source';
import { readEnvelope, type Envelope } from './envelope';
import { field, text } from './fields';
import { newAlert } from './new-alert';
import { fromSns, readSnsNotification, snsDetailType } from './sns-notification';
import { alertSources } from './sources';

const readers: ReadonlyMap<string, AlertReader> = new Map([
  ...alertSources.map(({ detailType, read }) => [detailType, read] as const),
  [snsDetailType, readSnsNotification],
]);

/**
 * Reads any event that the rules let through, and any message of the alarm topic. An event nobody can read still becomes an alert, one that fires, so that a
 * person looks at it; all of one source and detail-type share one key, so that they share one incident.
 */
export function readAlert(event: unknown, fallbackId: string, now: Instant): Reading {
  const envelope = readEnvelope(fromSns(event) ?? event, fallbackId, now);
  const reader = readers.get(envelope.detailType);
  const read = reader ? reader(envelope) : `no reader knows the detail-type "${envelope.detailType}"`;
  const reading = typeof read === 'string' ? malformed(envelope, read) : read;
  if (isChangeNote(reading)) return { ...reading, at: earliest(reading.at, now)! };
  return isAlert(reading) ? notFromTheFuture(reading, now) : reading;
}

/** A source whose clock runs ahead must not make every later word of it look old, nor its trouble begin after it was noticed. */
function notFromTheFuture(alert: Alert, now: Instant): Alert {
  const { startedAt, changedAt } = alert;
  return { ...alert, changedAt: earliest(changedAt, now)!, startedAt: startedAt && earliest(startedAt, now) };
}

function malformed(envelope: Envelope, why: string): Alert {
  return newAlert(envelope, {
    dedupKey: `malformed ${envelope.source} ${envelope.detailType}`,
    signal: 'firing',
    name: `unreadable ${envelope.detailType}${sender(envelope)}`,
    description: `An event from ${envelope.source}${about(envelope)} could not be read: ${why}.`,
    malformed: why,
  });
}

/** Who sent it, where the kind of the event does not say so by itself. */
function sender({ source }: Envelope): string {
  return source.startsWith('aws.') || source === 'unknown' ? '' : ` from ${source}`;
}

/** What it was about, as far as that can still be told. */
function about({ detail, resources }: Envelope): string {
  const name = text(field(detail, 'alarmName')) ?? resources[0];
  return name === undefined ? '' : ` about ${name.slice(0, 200)}`;
}
