import type { Clock } from '../clock';
import { DurableMap } from '../durable-map';
import { soon } from '../soon';
import { failedItems } from './batch-response';
import type { Outcome } from './lambda-function';
import type { StreamRecord } from './stream-record';

export interface StreamMapping {
  readonly BatchSize?: number;
  readonly BisectBatchOnFunctionError?: boolean;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string } };
  readonly Enabled?: boolean;
  readonly EventSourceArn?: string;
  readonly FunctionResponseTypes?: readonly string[];
  /** -1 means without end. */
  readonly MaximumRecordAgeInSeconds?: number;
  /** -1 means without end. */
  readonly MaximumRetryAttempts?: number;
}

interface StreamOptions {
  readonly name: string;
  readonly mapping: StreamMapping;
  readonly clock: Clock;
  readonly directory?: string;
  readonly matches: (record: StreamRecord) => boolean;
  readonly run: (event: string) => Promise<Outcome>;
  /** Tells the failure destination, if there is one, of a batch that was given up. */
  readonly onDiscard: (body: string) => void;
}

const MAX_DELAY = 60_000;
/** A stream keeps its records for a day. */
const RETENTION_SECONDS = 86_400;

/** Feeds a table's changes to a function, in order, one batch at a time; records are kept until handled or given up. */
export class StreamEventSource {
  private readonly records: DurableMap<StreamRecord>;
  private started = false;
  private busy = false;
  /** How many records the next attempt takes, when it repeats a batch or half of one. */
  private limit: number | undefined;
  private retries = 0;

  constructor(private readonly options: StreamOptions) {
    this.records = new DurableMap(options.directory, `lambda-stream-${options.name}`);
  }

  /** How many records are not yet handled. */
  get waiting(): number {
    return this.records.size;
  }

  start(): void {
    this.started = true;
    this.wake();
  }

  accept(record: StreamRecord): void {
    if (this.options.mapping.Enabled === false || !this.options.matches(record)) return;
    this.records.set(record.eventID, record);
    this.wake();
  }

  private wake(): void {
    if (!this.started || this.busy || this.records.size === 0) return;
    this.busy = true;
    soon(this.options.clock, () => void this.next());
  }

  private async next(): Promise<void> {
    const { mapping, run } = this.options;
    const size = this.limit ?? mapping.BatchSize ?? 100;
    const batch = [...this.records.all()].slice(0, size);
    const outcome = await run(JSON.stringify({ Records: batch }));
    const handled = this.handledOf(batch, outcome);
    for (const record of batch.slice(0, handled)) this.records.delete(record.eventID);
    if (handled > 0) this.retries = 0;
    if (handled === batch.length) this.limit = undefined;
    else if (!this.retryLater(batch.slice(handled), outcome)) this.limit = undefined;
    else return;
    this.busy = false;
    this.wake();
  }

  /** How many records, from the front, need not come again. */
  private handledOf(batch: readonly StreamRecord[], outcome: Outcome): number {
    if (outcome.errorType !== undefined) return 0;
    if (!this.options.mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures')) return batch.length;
    const failed = failedItems(
      outcome.payload,
      batch.map(({ dynamodb }) => dynamodb.SequenceNumber),
    );
    const first = batch.findIndex(({ dynamodb }) => failed.includes(dynamodb.SequenceNumber));
    return first < 0 ? batch.length : first;
  }

  /** Plans the next attempt; false when these records were given up instead. */
  private retryLater(rest: readonly StreamRecord[], outcome: Outcome): boolean {
    const { mapping, clock } = this.options;
    const mayHalve = mapping.BisectBatchOnFunctionError === true && outcome.errorType !== undefined && rest.length > 1;
    this.limit = mayHalve ? Math.ceil(rest.length / 2) : rest.length;
    if (!mayHalve) this.retries++;
    if (!mayHalve && this.isSpent(rest)) {
      this.discard(rest, outcome);
      return false;
    }
    const again = () => soon(clock, () => void this.next());
    if (mayHalve) again();
    else clock.at(clock.now() + Math.min(1000 * 2 ** (this.retries - 1), MAX_DELAY), again);
    return true;
  }

  private isSpent(rest: readonly StreamRecord[]): boolean {
    const { mapping, clock } = this.options;
    const most = mapping.MaximumRetryAttempts ?? -1;
    const age = mapping.MaximumRecordAgeInSeconds ?? -1;
    const oldest = clock.now() / 1000 - rest[0]!.dynamodb.ApproximateCreationDateTime;
    return (most >= 0 && this.retries > most) || oldest > (age > 0 ? age : RETENTION_SECONDS);
  }

  private discard(rest: readonly StreamRecord[], outcome: Outcome): void {
    this.retries = 0;
    for (const { eventID } of rest) this.records.delete(eventID);
    const at = (record: StreamRecord) => new Date(record.dynamodb.ApproximateCreationDateTime * 1000).toISOString();
    const [first, last] = [rest[0]!, rest.at(-1)!];
    const body = {
      requestContext: { requestId: outcome.requestId, condition: 'RetryAttemptsExhausted' },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: new Date(this.options.clock.now()).toISOString(),
      DDBStreamBatchInfo: {
        shardId: 'shardId-00000000000000000000-00000000',
        startSequenceNumber: first.dynamodb.SequenceNumber,
        endSequenceNumber: last.dynamodb.SequenceNumber,
        approximateArrivalOfFirstRecord: at(first),
        approximateArrivalOfLastRecord: at(last),
        batchSize: rest.length,
        streamArn: first.eventSourceARN,
      },
    };
    this.options.onDiscard(JSON.stringify(body));
  }
}
