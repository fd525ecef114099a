import type { Alert, Reading } from '../alert';
import type { Instant } from '../instant';
import type { AlertReader } from './alert-source';
import { readEnvelope, type Envelope } from './envelope';
import { newAlert } from './new-alert';
import { alertSources } from './sources';

const readers: ReadonlyMap<string, AlertReader> = new Map(
  alertSources.map(({ detailType, read }) => [detailType, read]),
);

/**
 * Reads any event that the rules let through. An event nobody can read still becomes an alert, one that fires, so that a
 * person looks at it; all of one source and detail-type share one key, so that they share one incident.
 */
export function readAlert(event: unknown, fallbackId: string, now: Instant): Reading {
  const envelope = readEnvelope(event, fallbackId, now);
  const reader = readers.get(envelope.detailType);
  const read = reader ? reader(envelope) : `no reader knows the detail-type "${envelope.detailType}"`;
  return typeof read === 'string' ? malformed(envelope, read) : read;
}

function malformed(envelope: Envelope, why: string): Alert {
  return newAlert(envelope, {
    dedupKey: `malformed ${envelope.source} ${envelope.detailType}`,
    signal: 'firing',
    name: `unreadable ${envelope.detailType}`,
    description: `An event from ${envelope.source} could not be read: ${why}.`,
    malformed: why,
  });
}
