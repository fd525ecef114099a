import type { UnreadableDetail } from '../../domain/alert-sources/webhooks/incident-alert-detail';
import { readWebhook, takesNoForAnAnswer } from '../../domain/alert-sources/webhooks/read-webhook';
import type { WebhookSource } from '../../domain/webhook-source';
import type { ReceiveWebhook } from './needs';
import { answer, bytesOf, largestBody, parsed, textOf, type WebhookAnswer, type WebhookEvent } from './request';
import { isOneOf, offeredSecret } from './sender-proof';

/** Of a body that could not be read, this many characters are kept for the person who mends the sender. */
const excerpt = 2_000;

/**
 * Takes alerts that were posted to `/alerts/<source>`. First the secret, before anything else is done for the caller; then
 * the rate; then every alert goes to the bus. Whatever a known sender sends pages somebody, if only about itself.
 */
export async function receiveAlerts(
  event: WebhookEvent,
  source: WebhookSource,
  deps: ReceiveWebhook,
): Promise<WebhookAnswer> {
  const turnedAway = await turnAway(event, source, deps);
  if (turnedAway) return turnedAway;
  if (bytesOf(event) > largestBody) {
    await deps.alertBus.put(busSource(source), [unreadable(source, 'the body is larger than 512 KB', '', deps)]);
    return answer(413, { refused: 'The body is larger than 512 KB. Send fewer alerts at once.' });
  }
  const text = textOf(event);
  const body = parsed(text);
  const read = body === undefined ? { alerts: [], unreadable: 'the body is no JSON' } : readWebhook(body, source);
  const wrong = read.unreadable === undefined ? [] : [unreadable(source, read.unreadable, text, deps)];
  await deps.alertBus.put(busSource(source), [...read.alerts, ...wrong]);
  deps.log('T110', { source: source.id, alerts: read.alerts.length });
  deps.count('WebhookAlerts', read.alerts.length);
  if (wrong.length > 0 && read.alerts.length === 0 && takesNoForAnAnswer(source)) {
    return answer(400, { refused: `This could not be read: ${read.unreadable}. Somebody was told.` });
  }
  return answer(202, { accepted: read.alerts.length, unreadable: wrong.length });
}

/** The answer to a sender without the secret of the source, or with too many calls; undefined for one that is welcome. */
export async function turnAway(
  event: WebhookEvent,
  source: WebhookSource,
  deps: ReceiveWebhook,
): Promise<WebhookAnswer | undefined> {
  const offered = offeredSecret(event.headers['authorization']);
  if (offered === undefined || !isOneOf(offered, await deps.secrets.secretsOf(source.id))) {
    deps.log('T111', { source: source.id, because: 'no secret of this source' });
    deps.count('WebhooksRefused', 1);
    const sentence =
      'Send the secret of this source: Authorization: Bearer <secret>, or as the password of basic authentication.';
    return answer(401, { refused: sentence }, { 'www-authenticate': 'Bearer, Basic realm="Tocsin"' });
  }
  if (!deps.rate.take(source.id)) {
    deps.log('T111', { source: source.id, because: 'too many calls' });
    deps.count('WebhooksThrottled', 1);
    return answer(429, { refused: 'Too many calls from this source; try again later.' }, { 'retry-after': '30' });
  }
  return undefined;
}

/** What events of a webhook have as their source; rules can match it. */
export function busSource({ id }: WebhookSource): string {
  return `webhook.${id}`;
}

function unreadable(source: WebhookSource, why: string, text: string, deps: ReceiveWebhook): UnreadableDetail {
  deps.log('T112', { source: source.id, because: why });
  deps.count('WebhooksUnreadable', 1);
  return { schemaVersion: 1, unreadable: why, ...(text !== '' && { received: text.slice(0, excerpt) }) };
}
