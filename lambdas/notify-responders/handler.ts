import { configuration } from '@tocsin/config';
import type { EventBridgeEvent, SQSEvent } from 'aws-lambda';
import { randomUUID } from 'node:crypto';
import { channelAddresses } from '../adapters/channel-addresses';
import { changeTable } from '../adapters/change-table';
import { documentClient } from '../adapters/document-client';
import { incidentTable } from '../adapters/incident-table';
import { lateMailQueue } from '../adapters/late-mail-queue';
import { linkKeySecret } from '../adapters/link-key-secret';
import { mailSecondsTable } from '../adapters/mail-seconds-table';
import { pageLedgerTable } from '../adapters/page-ledger-table';
import { outboxTable } from '../adapters/outbox-table';
import { pushApps } from '../adapters/push-apps';
import { reachTable } from '../adapters/reach-table';
import { responderTopics } from '../adapters/responder-topics';
import { shiftTable } from '../adapters/shift-table';
import { situationTable } from '../adapters/situation-table';
import { spokenMessages } from '../adapters/spoken-messages';
import { topicSubscriptions } from '../adapters/topic-subscriptions';
import { triageTable } from '../adapters/triage-table';
import { environment } from '../runtime/environment';
import { logger } from '../runtime/log';
import { count } from '../runtime/metrics';
import { wire } from '../runtime/wire';
import type { LateMail } from '../mail-pace';
import { checkChannels } from './audit-channels';
import { offerRelief } from './offer-relief';
import { pacedMail, sendLateMail } from './paced-mail';
import { sendBundle } from './send-bundle';
import { sendDigest } from './send-digest';
import { tellOnCall } from './tell-on-call';
import { sendTestPage } from './send-test-page';
import { tellTriage } from './tell-triage';
import { notifyResponders, type MessagesQueued } from './notify-responders';

const { TABLE_NAME, LINK_KEY_SECRET_ARN, RESPONDER_API_URL, RESPONDER_TOPICS, LATE_MAIL_QUEUE_URL } = environment(
  'TABLE_NAME',
  'LINK_KEY_SECRET_ARN',
  'RESPONDER_API_URL',
  'RESPONDER_TOPICS',
  'LATE_MAIL_QUEUE_URL',
);
const log = logger('notify-responders');
const topics = JSON.parse(RESPONDER_TOPICS) as Record<string, string>;
const client = documentClient();
const { voiceNumber } = configuration.paging ?? {};
const pushes = configuration.responders.some(({ push }) => push !== undefined)
  ? environment('CHANNEL_ADDRESSES_SECRET_ARN')
  : undefined;
const pace = {
  direct: responderTopics(topics, configuration.lastResort, log),
  seconds: mailSecondsTable(client, TABLE_NAME),
  lateMails: lateMailQueue(LATE_MAIL_QUEUE_URL),
  now: () => Date.now(),
  log,
};
const deps = {
  outbox: outboxTable(client, TABLE_NAME),
  ledgers: pageLedgerTable(client, TABLE_NAME),
  triage: triageTable(client, TABLE_NAME),
  shifts: shiftTable(client, TABLE_NAME),
  situations: situationTable(client, TABLE_NAME),
  incidents: incidentTable(client, TABLE_NAME),
  changes: changeTable(client, TABLE_NAME),
  reach: reachTable(client, TABLE_NAME),
  subscriptions: topicSubscriptions(topics),
  notifier: pacedMail(pace),
  voice: voiceNumber === undefined ? undefined : spokenMessages(voiceNumber),
  push: pushes && pushApps(channelAddresses(pushes.CHANNEL_ADDRESSES_SECRET_ARN)),
  linkKeys: linkKeySecret(LINK_KEY_SECRET_ARN),
  apiUrl: RESPONDER_API_URL.replace(/\/$/, ''),
  now: () => Date.now(),
  sleep: (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds)),
  count,
  log,
};

type Wish =
  | MessagesQueued
  | { readonly triage: true }
  | { readonly onCall: true }
  | { readonly bundleFor: string }
  | { readonly testFor: string }
  | { readonly channels: true };
type Asked = Pick<EventBridgeEvent<'MessagesQueued', Wish>, 'detail'> | SQSEvent;

/** Whatever waits for a person, each by its own time. */
async function keepForPerson(person: string): Promise<void> {
  await sendBundle(person, deps);
  await sendDigest(person, deps);
  await offerRelief(person, deps);
}

export const handler = wire<Asked, void>(log, (asked) => {
  if ('Records' in asked) return sendLateMails(asked);
  const { detail } = asked;
  if ('triage' in detail) return tellTriage(deps);
  if ('onCall' in detail) return tellOnCall(deps);
  if ('bundleFor' in detail) return keepForPerson(detail.bundleFor);
  if ('testFor' in detail) return sendTestPage(detail.testFor, deps);
  if ('channels' in detail) return checkChannels(deps);
  return notifyResponders(detail, { ...deps, holder: randomUUID() });
});

/** The queue hands out one mail at a time; one that fails comes again. */
async function sendLateMails({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) await sendLateMail(JSON.parse(body) as LateMail, { ...pace, outbox: deps.outbox });
}
