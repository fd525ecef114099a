import type { Caller, Permission } from '../engine';
import type { Clock } from '../clock';
import type { ChangeRecord } from '../dynamodb/change-feed';
import type { FaultSwitch } from '../faults/fault-switch';
import { compilePattern, matchesCompiled } from '../event-bridge/pattern';
import type { SqsEngine } from '../sqs/sqs-engine';
import type { ResolvedResource } from '../template/resolved-resource';
import type { ToDestination } from './failed-run';
import type { LambdaFunction, Outcome } from './lambda-function';
import { SqsEventSource, type SqsMapping } from './sqs-event-source';
import { StreamEventSource, type StreamMapping } from './stream-event-source';
import { streamRecordOf, type StreamRecord } from './stream-record';

type Mapping = SqsMapping &
  StreamMapping & {
    readonly FunctionName?: string;
    readonly FilterCriteria?: { readonly Filters?: readonly { readonly Pattern?: string }[] };
  };

export interface EventSourceOptions {
  readonly clock: Clock;
  readonly directory?: string;
  /** `AWS::Lambda::EventSourceMapping` resources. */
  readonly mappings: readonly ResolvedResource[];
  /** Tables by name, with their stream's view. */
  readonly tables: readonly ResolvedResource[];
  readonly sqs: SqsEngine;
  readonly functionByName: (name: string) => LambdaFunction;
  readonly run: (target: LambdaFunction, event: string, source: string) => Promise<Outcome>;
  readonly mayCall: (caller: Caller, permission: Permission) => boolean;
  readonly toDestination: ToDestination;
  readonly faults: FaultSwitch;
}

/** What Lambda itself needs the function's role to allow, before it polls. */
const POLLING: Readonly<Record<'sqs' | 'dynamodb', readonly string[]>> = {
  sqs: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'],
  dynamodb: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
};

/** A batch that did not reach the function: it comes again. */
const notDelivered = (): Outcome => ({
  requestId: 'none',
  payload: '{}',
  errorType: 'Lambda.ServiceException',
  errorMessage: 'Injected fault',
});
const undelivered = { broken: notDelivered, throttled: notDelivered };

/** The template's event source mappings: queues and table streams that start functions. */
export class EventSources {
  private readonly starts: (() => void)[] = [];
  private readonly streams: {
    readonly tableName: string;
    readonly arn: string;
    readonly view: string;
    readonly source: StreamEventSource;
  }[] = [];

  /** @throws Error that names the mapping, for a source or filter that the local stack does not know */
  constructor(private readonly options: EventSourceOptions) {
    for (const resource of options.mappings) this.add(resource);
  }

  start(): void {
    for (const start of this.starts) start();
  }

  /** How many changes of tables are not yet handled. */
  get waiting(): number {
    return this.streams.reduce((sum, { source }) => sum + source.waiting, 0);
  }

  /** Takes a table's change into every stream mapping of that table; it is safe when this returns. */
  accept(change: ChangeRecord): void {
    for (const { tableName, arn, view, source } of this.streams) {
      if (tableName === change.tableName) source.accept(streamRecordOf(change, arn, view, this.options.clock.now()));
    }
  }

  private add({ logicalId, properties }: ResolvedResource): void {
    const mapping = properties as Mapping;
    const arn = mapping.EventSourceArn ?? '';
    const target = this.options.functionByName(mapping.FunctionName ?? '');
    const service = arn.split(':')[2];
    if (service !== 'sqs' && service !== 'dynamodb')
      throw new Error(`${logicalId}: the local stack has no event source ${arn}`);
    const caller = { accessKeyId: target.accessKeyId, roleArn: target.properties.Role };
    if (!POLLING[service].every((action) => this.options.mayCall(caller, { action, resource: arn }))) return;
    const { faults } = this.options;
    const source = service === 'sqs' ? arn.split(':').at(-1)! : logicalId;
    const run = (event: string) =>
      faults.carryOut(
        faults.meet(source, service, 'DeliverToFunction'),
        () => this.options.run(target, event, arn),
        undelivered,
      );
    if (service === 'dynamodb') return this.addStream(logicalId, mapping, target, run);
    // A filter on a queue deletes what does not match, for good: nobody should want that here.
    if (mapping.FilterCriteria) throw new Error(`${logicalId}: the local stack has no filters on queues`);
    const poller = new SqsEventSource(mapping, this.options.sqs.queue(arn), this.options.clock, run);
    this.starts.push(() => poller.start());
  }

  private addStream(
    name: string,
    mapping: Mapping,
    target: LambdaFunction,
    run: (event: string) => Promise<Outcome>,
  ): void {
    const { clock, directory, tables, toDestination } = this.options;
    const arn = mapping.EventSourceArn!;
    const table = tables.find((candidate) => arn.startsWith(`${candidate.arn}/stream/`));
    if (!table) throw new Error(`${name}: its table is not in the template: ${arn}`);
    const filters = (mapping.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
      compilePattern(JSON.parse(Pattern ?? '{}'), name),
    );
    const destination = mapping.DestinationConfig?.OnFailure?.Destination;
    const from = { accessKeyId: target.accessKeyId, roleArn: target.properties.Role ?? '' };
    const source = new StreamEventSource({
      name,
      mapping,
      clock,
      directory,
      run,
      matches: (record: StreamRecord) =>
        filters.length === 0 || filters.some((filter) => matchesCompiled(filter, record)),
      onDiscard: (body) => (destination ? toDestination(from, destination, body) : undefined),
    });
    const { StreamViewType } = (table.properties.StreamSpecification ?? {}) as { StreamViewType?: string };
    this.streams.push({
      tableName: table.arn.split('/').at(-1)!,
      arn,
      view: StreamViewType ?? 'NEW_AND_OLD_IMAGES',
      source,
    });
    this.starts.push(() => source.start());
  }
}
