import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { allowedSilence } from '../../domain/heartbeat';
import type { IngestAlert } from './needs';

/** Renews the promise of a job that reported. False for a job that nobody configured: its report means nothing. */
export async function renewPromise(alert: Alert, id: string, deps: IngestAlert): Promise<boolean> {
  const heartbeat = configuration.heartbeats?.find((each) => each.id === id);
  if (heartbeat) await deps.heartbeats.heard(id, alert.changedAt, allowedSilence(heartbeat));
  else {
    deps.log('T130', { heartbeat: id, source: alert.source });
    deps.count('AlertsIgnored', 1);
  }
  return heartbeat !== undefined;
}
