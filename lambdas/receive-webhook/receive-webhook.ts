import { speaksPagerDuty } from '../../domain/webhook-source';
import { receiveAlerts } from './alert-posts';
import { receiveEvent } from './events-api';
import { receiveHeartbeat } from './heartbeat-posts';
import type { ReceiveWebhook } from './needs';
import { answer, type WebhookAnswer, type WebhookEvent } from './request';

/** Alerts by HTTP, straight to the alert bus: nothing is stored here, and nobody is told "taken" before the bus has it. */
export async function receiveWebhook(event: WebhookEvent, deps: ReceiveWebhook): Promise<WebhookAnswer> {
  const source = deps.sources.find((one) => !speaksPagerDuty(one) && event.routeKey === `POST /alerts/${one.id}`);
  try {
    if (source) return await receiveAlerts(event, source, deps);
    if (event.routeKey === 'POST /heartbeats/{id}') return await receiveHeartbeat(event, deps);
    if (event.routeKey === 'POST /v2/enqueue') return await receiveEvent(event, deps);
  } catch (error) {
    // The sender tries again; an error that left the function would reach it as the API's own, which some take for final.
    deps.log('T900', { error: (error as Error).name, reason: (error as Error).message });
    deps.count('WebhooksFailed', 1);
    return answer(503, { refused: 'The alert could not be handed on; try again.' }, { 'retry-after': '5' });
  }
  return answer(404, { refused: 'There is no such source.' });
}
