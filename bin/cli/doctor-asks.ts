import { field, text } from '../../domain/alert-sources/fields';
import type { Asked } from './doctor-check';
import type { Subscribed } from './doctor-facts';
import { callQuery, textIn } from './query-protocol';
import { send, sendSigned } from './signed-request';
import { output, type Target } from './target';

const version = '2010-03-31';
const notHere = 'nothing leaves this machine; ask a deployed stack';

/** Asks SNS; answers its XML. */
async function sns(
  target: Target,
  Action: string,
  more: Readonly<Record<string, string>> = {},
): Promise<Asked<string>> {
  return asked(async () => {
    const response = await callQuery(target.sns, 'sns', target.signer, { Action, Version: version, ...more });
    const xml = await response.text();
    if (response.ok) return xml;
    throw new Error(textIn(xml, 'Message') ?? `SNS answers ${response.status}`);
  });
}

/** The subscriptions of a person's topic, or of the operators'. */
export async function subscriptionsOf(target: Target, TopicArn: string): Promise<Asked<readonly Subscribed[]>> {
  return known(await sns(target, 'ListSubscriptionsByTopic', { TopicArn }), (xml) =>
    xml
      .split('<member>')
      .slice(1)
      .map((member) => ({
        protocol: textIn(member, 'Protocol') ?? '',
        confirmed: textIn(member, 'SubscriptionArn')?.startsWith('arn:') ?? false,
      })),
  );
}

/** Whether text messages reach verified numbers alone. */
export async function inSandbox(target: Target): Promise<Asked<boolean>> {
  if (target.local) return { unknown: notHere, here: true };
  return known(await sns(target, 'GetSMSSandboxAccountStatus'), (xml) => textIn(xml, 'IsInSandbox') === 'true');
}

/** The most that text messages may cost in a month, in dollars; AWS begins with 1. */
export async function spendLimit(target: Target): Promise<Asked<number>> {
  if (target.local) return { unknown: notHere, here: true };
  return known(await sns(target, 'GetSMSAttributes'), (xml) => {
    const entry = xml.split('<entry>').find((each) => textIn(each, 'key') === 'MonthlySpendLimit');
    return Number((entry && textIn(entry, 'value')) ?? 1);
  });
}

/** How many numbers the account has that text messages may come from. */
export async function ownNumbers(target: Target): Promise<Asked<number>> {
  if (target.local) return { unknown: notHere, here: true };
  return known(await sns(target, 'ListOriginationNumbers'), (xml) => xml.split('<PhoneNumber>').length - 1);
}

/** How many messages lie in a queue. */
export async function depthOf(target: Target, queue: string): Promise<Asked<number>> {
  return asked(async () => {
    const QueueUrl = output(target, queue);
    const response = await sendSigned(
      {
        url: `${new URL(QueueUrl).origin}/`,
        method: 'POST',
        service: 'sqs',
        headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AmazonSQS.GetQueueAttributes' },
        body: JSON.stringify({ QueueUrl, AttributeNames: ['ApproximateNumberOfMessages'] }),
      },
      target.signer,
    );
    const answer: unknown = await response.json().catch(() => undefined);
    const count = text(field(field(answer, 'Attributes'), 'ApproximateNumberOfMessages'));
    if (response.ok && count !== undefined) return Number(count);
    throw new Error(text(field(answer, 'message')) ?? `SQS answers ${response.status}`);
  });
}

/** When the status page says that it was renewed. */
export async function pageRenewedAt(target: Target): Promise<Asked<string>> {
  return asked(async () => {
    const response = await send(`${output(target, 'StatusPageUrl').replace(/\/$/, '')}/api/v2/status.json`);
    const answer: unknown = await response.json().catch(() => undefined);
    const at = text(field(field(answer, 'tocsin'), 'generatedAt'));
    if (response.ok && at !== undefined) return at;
    throw new Error(`it answers ${response.status}`);
  });
}

async function asked<T>(question: () => Promise<T>): Promise<Asked<T>> {
  try {
    return { known: await question() };
  } catch (error) {
    return { unknown: (error as Error).message };
  }
}

function known<T, U>(answer: Asked<T>, read: (known: T) => U): Asked<U> {
  return 'known' in answer ? { known: read(answer.known) } : answer;
}
