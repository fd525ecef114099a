import { randomUUID } from 'node:crypto';
import type { Cancel, Clock } from '../clock';
import { DurableMap } from '../durable-map';
import type { ResolvedResource } from '../template/resolved-resource';
import type { MessageAttributes } from './message-attributes';
import { SqsError } from './sqs-error';

/** A message as the queue keeps it. Times are epoch milliseconds. */
export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly sentAt: number;
  readonly visibleAt: number;
  readonly receiveCount: number;
  readonly firstReceivedAt?: number;
  /** Set when a redrive brought it here. */
  readonly deadLetterSourceArn?: string;
}

interface QueueOptions {
  readonly resource: ResolvedResource;
  readonly clock: Clock;
  readonly directory?: string;
  /** Finds the dead-letter queue of the redrive policy. */
  readonly queueByArn: (arn: string) => Queue | undefined;
}

/** One standard queue: visibility time-out, delay, retention, redrive to its dead-letter queue. */
export class Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly visibilitySeconds: number;
  readonly retentionSeconds: number;
  readonly delaySeconds: number;
  readonly redrive: { readonly deadLetterTargetArn: string; readonly maxReceiveCount: number } | undefined;
  private readonly messages: DurableMap<QueuedMessage>;
  private readonly listeners: (() => void)[] = [];
  private readonly wakeUps = new Map<string, Cancel>();

  constructor(private readonly options: QueueOptions) {
    const { resource, directory } = options;
    const { properties } = resource;
    if (properties.FifoQueue === true) throw new Error(`${resource.logicalId}: the local stack has no FIFO queues`);
    this.arn = resource.arn;
    this.url = resource.ref;
    this.name = resource.arn.split(':').at(-1)!;
    this.visibilitySeconds = Number(properties.VisibilityTimeout ?? 30);
    this.retentionSeconds = Number(properties.MessageRetentionPeriod ?? 345_600);
    this.delaySeconds = Number(properties.DelaySeconds ?? 0);
    this.redrive = properties.RedrivePolicy as Queue['redrive'];
    this.messages = new DurableMap(directory, `sqs-${this.name}`);
  }

  send(body: string, attributes: MessageAttributes = {}, delaySeconds = this.delaySeconds): QueuedMessage {
    const sentAt = this.options.clock.now();
    const message = {
      id: randomUUID(),
      body,
      attributes,
      sentAt,
      visibleAt: sentAt + delaySeconds * 1000,
      receiveCount: 0,
    };
    this.keep(message);
    return message;
  }

  /** Takes up to `max` visible messages out of sight; those received too often already go to the dead-letter queue instead. */
  receive(max: number, visibilitySeconds = this.visibilitySeconds): QueuedMessage[] {
    const now = this.options.clock.now();
    const received: QueuedMessage[] = [];
    for (const message of this.live()) {
      if (received.length === max) break;
      if (message.visibleAt > now) continue;
      if (this.redrive && message.receiveCount >= Number(this.redrive.maxReceiveCount)) {
        this.moveToDeadLetters(message);
        continue;
      }
      const taken: QueuedMessage = {
        ...message,
        receiveCount: message.receiveCount + 1,
        firstReceivedAt: message.firstReceivedAt ?? now,
        visibleAt: now + visibilitySeconds * 1000,
      };
      this.keep(taken);
      received.push(taken);
    }
    return received;
  }

  /** Deletes by receipt. A receipt of an earlier reception deletes nothing, as SQS documents for standard queues. */
  delete(receipt: string): void {
    const message = this.byReceipt(receipt);
    if (message) this.drop(message.id);
  }

  changeVisibility(receipt: string, seconds: number): void {
    const now = this.options.clock.now();
    const message = this.byReceipt(receipt);
    if (!message || message.visibleAt <= now) throw new SqsError('MessageNotInflight', 'The message is not in flight.');
    this.keep({ ...message, visibleAt: now + seconds * 1000 });
  }

  purge(): void {
    for (const { id } of [...this.messages.all()]) this.drop(id);
  }

  /** Calls `listener` whenever a message may have become visible, and once now: how a poller learns of work. */
  subscribe(listener: () => void): void {
    this.listeners.push(listener);
    for (const message of this.live()) this.wakeAt(message);
    listener();
  }

  /** Every message that is kept, oldest first, visible or not. */
  live(): QueuedMessage[] {
    const oldest = this.options.clock.now() - this.retentionSeconds * 1000;
    const all = [...this.messages.all()];
    for (const { id, sentAt } of all) if (sentAt < oldest) this.drop(id);
    return all.filter(({ sentAt }) => sentAt >= oldest);
  }

  private keep(message: QueuedMessage): void {
    this.messages.set(message.id, message);
    if (this.listeners.length > 0) this.wakeAt(message);
  }

  private drop(id: string): void {
    this.wakeUps.get(id)?.();
    this.wakeUps.delete(id);
    this.messages.delete(id);
  }

  private moveToDeadLetters(message: QueuedMessage): void {
    const target = this.options.queueByArn(this.redrive!.deadLetterTargetArn);
    if (!target)
      throw new Error(
        `${this.name}: its dead-letter queue ${this.redrive!.deadLetterTargetArn} is not in the template`,
      );
    target.keep({ ...message, receiveCount: 0, visibleAt: this.options.clock.now(), deadLetterSourceArn: this.arn });
    this.drop(message.id);
  }

  private wakeAt({ id, visibleAt }: QueuedMessage): void {
    this.wakeUps.get(id)?.();
    this.wakeUps.delete(id);
    if (visibleAt <= this.options.clock.now()) return this.wake();
    this.wakeUps.set(
      id,
      this.options.clock.at(visibleAt, () => this.wake()),
    );
  }

  private wake(): void {
    for (const listener of this.listeners) listener();
  }

  private byReceipt(receipt: string): QueuedMessage | undefined {
    const [id, count] = Buffer.from(receipt, 'base64url').toString().split(' ');
    if (!id || !count)
      throw new SqsError('ReceiptHandleIsInvalid', 'The input receipt handle is not a valid receipt handle.');
    const message = this.messages.get(id);
    return message?.receiveCount === Number(count) ? message : undefined;
  }
}

/** The receipt handle of this reception. */
export function receiptOf({ id, receiveCount }: QueuedMessage): string {
  return Buffer.from(`${id} ${receiveCount}`).toString('base64url');
}
