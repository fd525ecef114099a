import { configuration } from '@tocsin/config';
import type { EventBridgeEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { changeTable } from '../adapters/change-table';
import { documentClient } from '../adapters/document-client';
import { linkKeySecret } from '../adapters/link-key-secret';
import { outboxTable } from '../adapters/outbox-table';
import { responderTopics } from '../adapters/responder-topics';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { wire } from '../runtime/wire';
import { notifyResponders, type MessagesQueued } from './notify-responders';

const { TABLE_NAME, LINK_KEY_SECRET_ARN, RESPONDER_API_URL, RESPONDER_TOPICS } = environment(
  'TABLE_NAME',
  'LINK_KEY_SECRET_ARN',
  'RESPONDER_API_URL',
  'RESPONDER_TOPICS',
);
const log = logger('notify-responders');
const topics = JSON.parse(RESPONDER_TOPICS) as Record<string, string>;
const client = documentClient();
const deps = {
  outbox: outboxTable(client, TABLE_NAME),
  changes: changeTable(client, TABLE_NAME),
  notifier: responderTopics(topics, configuration.lastResort, log),
  linkKeys: linkKeySecret(LINK_KEY_SECRET_ARN),
  apiUrl: RESPONDER_API_URL.replace(/\/$/, ''),
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
  log,
};

export const handler = wire<Pick<EventBridgeEvent<'MessagesQueued', MessagesQueued>, 'detail'>, void>(
  log,
  ({ detail }) => notifyResponders(detail, { ...deps, holder: randomUUID() }),
);
