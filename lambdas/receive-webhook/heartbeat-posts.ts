import { carriesHeartbeats } from '../../domain/webhook-source';
import { busSource, turnAway } from './alert-posts';
import type { ReceiveWebhook } from './needs';
import { answer, type WebhookAnswer, type WebhookEvent } from './request';

/** Takes the report of a job, posted to `/heartbeats/<id>` with the secret of the source `heartbeats` and any body. */
export async function receiveHeartbeat(event: WebhookEvent, deps: ReceiveWebhook): Promise<WebhookAnswer> {
  const source = deps.sources.find(carriesHeartbeats);
  if (!source) return answer(404, { refused: 'There is no such source.' });
  const turnedAway = await turnAway(event, source, deps);
  if (turnedAway) return turnedAway;
  const id = event.pathParameters?.['id'] ?? '';
  if (!deps.heartbeats.includes(id)) {
    deps.log('T111', { source: source.id, because: 'no such heartbeat' });
    deps.count('WebhooksRefused', 1);
    return answer(404, { refused: 'There is no such heartbeat. Add it to config/heartbeats.ts and deploy.' });
  }
  await deps.alertBus.report(busSource(source), id);
  deps.log('T110', { source: source.id, alerts: 1 });
  return answer(202, { accepted: 1 });
}
