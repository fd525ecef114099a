import type { Clock } from '../clock';
import { soon } from '../soon';
import { md5Of } from '../sqs/message-attributes';
import { receiptOf, type Queue, type QueuedMessage } from '../sqs/queue';
import { systemAttributes } from '../sqs/sqs-operations';
import { REGION } from '../template/place';
import { failedItems } from './batch-response';
import type { Outcome } from './lambda-function';

/** Lambda starts with five pollers per queue and the local stack stays there unless `ScalingConfig` says otherwise. */
const CONCURRENCY = 5;

export interface SqsMapping {
  readonly BatchSize?: number;
  readonly Enabled?: boolean;
  readonly FunctionResponseTypes?: readonly string[];
  readonly ScalingConfig?: { readonly MaximumConcurrency?: number };
}

/** Feeds a queue's messages to a function: deletes what it handled, leaves the rest to the visibility time-out. */
export class SqsEventSource {
  private running = 0;
  private woken = false;

  constructor(
    private readonly mapping: SqsMapping,
    private readonly queue: Queue,
    private readonly clock: Clock,
    private readonly run: (event: string) => Promise<Outcome>,
  ) {}

  start(): void {
    if (this.mapping.Enabled !== false) this.queue.subscribe(() => this.wake());
  }

  /** Several messages that arrive in one turn of the event loop make one batch. */
  private wake(): void {
    if (this.woken) return;
    this.woken = true;
    soon(this.clock, () => {
      this.woken = false;
      this.pump();
    });
  }

  private pump(): void {
    const most = this.mapping.ScalingConfig?.MaximumConcurrency ?? CONCURRENCY;
    while (this.running < most) {
      const batch = this.queue.receive(this.mapping.BatchSize ?? 10);
      if (batch.length === 0) return;
      this.running++;
      void this.process(batch).finally(() => {
        this.running--;
        this.wake();
      });
    }
  }

  private async process(batch: readonly QueuedMessage[]): Promise<void> {
    const event = JSON.stringify({ Records: batch.map((message) => recordOf(message, this.queue.arn)) });
    const outcome = await this.run(event);
    if (outcome.errorType !== undefined) return;
    const reports = this.mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false;
    const failed = reports
      ? failedItems(
          outcome.payload,
          batch.map(({ id }) => id),
        )
      : [];
    for (const message of batch) if (!failed.includes(message.id)) this.queue.delete(receiptOf(message));
  }
}

function recordOf(message: QueuedMessage, queueArn: string): object {
  const attributes = Object.entries(message.attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
    name,
    {
      dataType: DataType,
      stringValue: StringValue,
      binaryValue: BinaryValue,
      stringListValues: [],
      binaryListValues: [],
    },
  ]);
  return {
    messageId: message.id,
    receiptHandle: receiptOf(message),
    body: message.body,
    attributes: systemAttributes(message),
    messageAttributes: Object.fromEntries(attributes) as object,
    md5OfBody: md5Of(message.body),
    eventSource: 'aws:sqs',
    eventSourceARN: queueArn,
    awsRegion: REGION,
  };
}
