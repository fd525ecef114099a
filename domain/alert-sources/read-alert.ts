import type { Alert, Ignored } from '../alert';
import type { Instant } from '../instant';
import { readCloudWatchAlarm } from './cloudwatch-alarm';
import { readEnvelope, type Envelope } from './envelope';
import { readIncidentAlert } from './incident-alert';

/** Reads one kind of event. Answers a text, what is wrong with it, for an event that is not what it says it is. */
export type AlertReader = (envelope: Envelope) => Alert | Ignored | string;

/** Which reader knows which `detail-type`. */
const readers: Readonly<Record<string, AlertReader>> = {
  'CloudWatch Alarm State Change': readCloudWatchAlarm,
  'Incident Alert': readIncidentAlert,
};

/**
 * Reads any event that the rules let through. An event nobody can read still becomes an alert, one that fires, so that a
 * person looks at it; all of one source and detail-type share one key, so that they share one incident.
 */
export function readAlert(event: unknown, fallbackId: string, now: Instant): Alert | Ignored {
  const envelope = readEnvelope(event, fallbackId, now);
  const reader = Object.hasOwn(readers, envelope.detailType) ? readers[envelope.detailType] : undefined;
  const read = reader ? reader(envelope) : `no reader knows the detail-type "${envelope.detailType}"`;
  return typeof read === 'string' ? malformed(envelope, read) : read;
}

function malformed(envelope: Envelope, why: string): Alert {
  return {
    id: envelope.id,
    source: envelope.source,
    dedupKey: `malformed ${envelope.source} ${envelope.detailType}`,
    signal: 'firing',
    name: `unreadable ${envelope.detailType}`,
    description: `An event from ${envelope.source} could not be read: ${why}.`,
    changedAt: envelope.time,
    sentAt: envelope.time,
    dimensions: {},
    tags: {},
    account: envelope.account,
    region: envelope.region,
    detectionSource: 'monitoring',
    malformed: why,
  };
}
