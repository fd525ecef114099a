import { configuration } from '@tocsin/config';
import { randomUUID } from 'node:crypto';
import { alertBus } from '../adapters/alert-bus';
import { sourceSecrets } from '../adapters/source-secrets';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { count } from '../runtime/metrics';
import { wire } from '../runtime/wire';
import { rateLimit } from './rate-limit';
import { receiveWebhook } from './receive-webhook';
import type { WebhookAnswer, WebhookEvent } from './request';

const { ALERT_BUS_NAME, WEBHOOK_SECRETS } = environment('ALERT_BUS_NAME', 'WEBHOOK_SECRETS');
const log = logger('receive-webhook');
const deps = {
  sources: configuration.webhooks ?? [],
  heartbeats: (configuration.heartbeats ?? []).map(({ id }) => id),
  secrets: sourceSecrets(JSON.parse(WEBHOOK_SECRETS) as Record<string, string>),
  alertBus: alertBus(ALERT_BUS_NAME),
  rate: rateLimit(Date.now),
  newDedupKey: () => randomUUID().replaceAll('-', ''),
  log,
  count,
};

export const handler = wire<WebhookEvent, WebhookAnswer>(log, (event) => receiveWebhook(event, deps));
