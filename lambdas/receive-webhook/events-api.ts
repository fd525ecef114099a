import { readEventsApi } from '../../domain/alert-sources/webhooks/pagerduty';
import { speaksPagerDuty, type WebhookSource } from '../../domain/webhook-source';
import { busSource } from './alert-posts';
import type { ReceiveWebhook } from './needs';
import { answer, bytesOf, largestBody, parsed, textOf, type WebhookAnswer, type WebhookEvent } from './request';
import { isOneOf } from './sender-proof';

/**
 * Answers `POST /v2/enqueue` as PagerDuty's Events API v2 does, so that whatever speaks it needs a new address and nothing
 * else. The routing key says which source it is; it is in the body, so a body that is no JSON has no sender.
 */
export async function receiveEvent(event: WebhookEvent, deps: ReceiveWebhook): Promise<WebhookAnswer> {
  if (bytesOf(event) > largestBody) return refuse(413, 'The event is larger than 512 KB', [], deps);
  const body = parsed(textOf(event));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse(400, 'Event object is invalid', ['The body is no JSON object'], deps);
  }
  const source = await sourceOf((body as Record<string, unknown>)['routing_key'], deps);
  if (!source) return refuse(400, 'Event object is invalid', ["'routing_key' is invalid"], deps);
  if (!deps.rate.take(source.id)) {
    deps.log('T111', { source: source.id, because: 'too many calls' });
    deps.count('WebhooksThrottled', 1);
    return answer(
      429,
      { status: 'throttle exceeded', message: 'Too many events from this source; try again later.' },
      { 'retry-after': '30' },
    );
  }
  return handle(body, source, deps);
}

async function handle(body: object, source: WebhookSource, deps: ReceiveWebhook): Promise<WebhookAnswer> {
  const read = readEventsApi(body, deps.newDedupKey);
  if ('errors' in read) {
    deps.log('T112', { source: source.id, because: read.errors.join('; ') });
    deps.count('WebhooksUnreadable', 1);
    // An event that closes nothing leaves an incident open, which people see; one that opens nothing is seen by nobody.
    if (!read.closes) {
      await deps.alertBus.put(busSource(source), [{ schemaVersion: 1, unreadable: read.errors.join('; ') }]);
    }
    return answer(400, { status: 'invalid event', message: 'Event object is invalid', errors: read.errors });
  }
  if (read.action === 'acknowledge') {
    deps.log('T113', { source: source.id });
    deps.count('MachineAcknowledgements', 1);
    return processed(read.dedupKey);
  }
  await deps.alertBus.put(busSource(source), [read.alert]);
  deps.log('T110', { source: source.id, alerts: 1 });
  deps.count('WebhookAlerts', 1);
  return processed(read.alert.dedupKey);
}

/** A sender that sent no key needs the one that was made for it; it is the only thing that is ever repeated. */
function processed(dedupKey: string): WebhookAnswer {
  return answer(202, { status: 'success', message: 'Event processed', dedup_key: dedupKey });
}

/** Whose routing key this is; all sources are compared, whichever fits. */
async function sourceOf(key: unknown, deps: ReceiveWebhook): Promise<WebhookSource | undefined> {
  if (typeof key !== 'string' || key === '') return undefined;
  const sources = deps.sources.filter(speaksPagerDuty);
  const secrets = await Promise.all(sources.map(({ id }) => deps.secrets.secretsOf(id)));
  return sources.filter((_, index) => isOneOf(key, secrets[index]!))[0];
}

function refuse(statusCode: number, message: string, errors: readonly string[], deps: ReceiveWebhook): WebhookAnswer {
  deps.log('T111', { because: errors[0] ?? message });
  deps.count('WebhooksRefused', 1);
  return answer(statusCode, { status: 'invalid event', message, errors });
}
