import { md5Of, md5OfAttributes, type MessageAttributes } from './message-attributes';
import { receiptOf, type Queue, type QueuedMessage } from './queue';
import { SqsError } from './sqs-error';

export interface SendInput {
  readonly MessageBody: string;
  readonly DelaySeconds?: number;
  readonly MessageAttributes?: MessageAttributes;
}

interface BatchInput<E> {
  readonly Entries?: readonly (E & { readonly Id: string })[];
}

export interface ReceiveInput {
  readonly MaxNumberOfMessages?: number;
  readonly VisibilityTimeout?: number;
  readonly AttributeNames?: readonly string[];
  readonly MessageSystemAttributeNames?: readonly string[];
  readonly MessageAttributeNames?: readonly string[];
}

/** 1 MiB, the limit of a message and of a whole batch since August 2025. */
const MAX_BYTES = 1_048_576;

export function send(queue: Queue, input: SendInput) {
  if (!input.MessageBody) throw new SqsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  if (Buffer.byteLength(input.MessageBody) > MAX_BYTES) {
    throw new SqsError(
      'InvalidParameterValue',
      `One or more parameters are invalid. Reason: Message must be shorter than ${MAX_BYTES} bytes.`,
    );
  }
  const attributes = input.MessageAttributes ?? {};
  const { id } = queue.send(input.MessageBody, attributes, input.DelaySeconds);
  return {
    MessageId: id,
    MD5OfMessageBody: md5Of(input.MessageBody),
    ...(Object.keys(attributes).length > 0 && { MD5OfMessageAttributes: md5OfAttributes(attributes) }),
  };
}

export function sendBatch(queue: Queue, input: BatchInput<SendInput>) {
  const bytes = (input.Entries ?? []).reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody ?? ''), 0);
  if (bytes > MAX_BYTES)
    throw new SqsError('BatchRequestTooLong', `Batch requests cannot be longer than ${MAX_BYTES} bytes.`);
  return batch(input, (entry) => send(queue, entry));
}

export function receive(queue: Queue, input: ReceiveInput) {
  const max = input.MaxNumberOfMessages ?? 1;
  if (max < 1 || max > 10) {
    throw new SqsError(
      'InvalidParameterValue',
      'Value for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1 and 10.',
    );
  }
  const messages = queue.receive(max, input.VisibilityTimeout);
  return messages.length === 0 ? {} : { Messages: messages.map((message) => received(message, input)) };
}

export function deleteBatch(queue: Queue, input: BatchInput<{ ReceiptHandle: string }>) {
  return batch(input, ({ ReceiptHandle }) => void queue.delete(ReceiptHandle));
}

export function changeVisibilityBatch(
  queue: Queue,
  input: BatchInput<{ ReceiptHandle: string; VisibilityTimeout: number }>,
) {
  return batch(input, (entry) => void queue.changeVisibility(entry.ReceiptHandle, entry.VisibilityTimeout));
}

export function attributesOf(queue: Queue, names: readonly string[], now: number) {
  const messages = queue.live();
  const waiting = messages.filter(({ visibleAt }) => visibleAt > now);
  const all: Record<string, string | undefined> = {
    ApproximateNumberOfMessages: String(messages.length - waiting.length),
    ApproximateNumberOfMessagesDelayed: String(waiting.filter(({ receiveCount }) => receiveCount === 0).length),
    ApproximateNumberOfMessagesNotVisible: String(waiting.filter(({ receiveCount }) => receiveCount > 0).length),
    DelaySeconds: String(queue.delaySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    QueueArn: queue.arn,
    RedrivePolicy: queue.redrive && JSON.stringify(queue.redrive),
    VisibilityTimeout: String(queue.visibilitySeconds),
  };
  const chosen = Object.entries(all).filter(
    ([name, value]) => value && (names.includes('All') || names.includes(name)),
  );
  return { Attributes: Object.fromEntries(chosen) };
}

/** The attributes that SQS itself keeps of a message. */
export function systemAttributes(message: QueuedMessage): Record<string, string> {
  return {
    ApproximateReceiveCount: String(message.receiveCount),
    SentTimestamp: String(message.sentAt),
    SenderId: 'AIDALOCAL',
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? message.sentAt),
    ...(message.deadLetterSourceArn && { DeadLetterQueueSourceArn: message.deadLetterSourceArn }),
  };
}

function received(message: QueuedMessage, input: ReceiveInput) {
  const system = [...(input.AttributeNames ?? []), ...(input.MessageSystemAttributeNames ?? [])];
  const wanted = input.MessageAttributeNames ?? [];
  const attributes = Object.entries(message.attributes).filter(([name]) => isWanted(name, wanted));
  const kept = Object.entries(systemAttributes(message)).filter(
    ([name]) => system.includes('All') || system.includes(name),
  );
  return {
    MessageId: message.id,
    ReceiptHandle: receiptOf(message),
    MD5OfBody: md5Of(message.body),
    Body: message.body,
    ...(kept.length > 0 && { Attributes: Object.fromEntries(kept) }),
    ...(attributes.length > 0 && {
      MessageAttributes: Object.fromEntries(attributes),
      MD5OfMessageAttributes: md5OfAttributes(Object.fromEntries(attributes)),
    }),
  };
}

/** `All`, `.*`, a name, or a prefix that ends in `.*`. */
function isWanted(name: string, wanted: readonly string[]): boolean {
  return wanted.some(
    (one) => one === 'All' || one === name || (one.endsWith('.*') && name.startsWith(one.slice(0, -2))),
  );
}

function batch<E, R>(input: BatchInput<E>, run: (entry: E) => R) {
  const entries = input.Entries ?? [];
  if (entries.length === 0)
    throw new SqsError('EmptyBatchRequest', 'There should be at least one entry in the request.');
  if (entries.length > 10) {
    throw new SqsError(
      'TooManyEntriesInBatchRequest',
      `Maximum number of entries per request are 10. You have sent ${entries.length}.`,
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length)
    throw new SqsError('BatchEntryIdsNotDistinct', 'Two entries have the same Id.');
  const Successful: (R & { Id: string })[] = [];
  const Failed: { Id: string; Code: string; Message: string; SenderFault: boolean }[] = [];
  for (const entry of entries) {
    try {
      Successful.push({ ...run(entry), Id: entry.Id });
    } catch (error) {
      if (!(error instanceof SqsError)) throw error;
      Failed.push({ Id: entry.Id, Code: error.code, Message: error.message, SenderFault: true });
    }
  }
  return { Successful, ...(Failed.length > 0 && { Failed }) };
}
