import type { Alert, Ignored } from '../alert';
import { silenceKey } from '../heartbeat';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, text } from './fields';
import { newAlert } from './new-alert';

export const heartbeatReport: AlertSource = {
  group: 'custom',
  detailType: 'Heartbeat',
  name: 'heartbeat of a job',
  key: 'heartbeat id',
  documentedAt: 'heartbeats.md',
  read: readHeartbeat,
};

/** A job says that it ran: the OK of its silence, and its promise renewed. */
function readHeartbeat(envelope: Envelope): Alert | Ignored | string {
  if (envelope.source.startsWith('aws.')) return { ignored: 'a heartbeat of AWS itself' };
  const heartbeat = text(field(envelope.detail, 'heartbeat'), 100);
  if (heartbeat === undefined) return 'detail.heartbeat is missing or not a text';
  return newAlert(envelope, { dedupKey: silenceKey(heartbeat), signal: 'ok', name: heartbeat, heartbeat });
}
