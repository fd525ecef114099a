import type { ApiRequest, ApiResponse, Engine } from '../../local/engine';
import type { LambdaFunction } from '../../local/lambda/lambda-function';
import type { LocalStack } from '../../local/stack';
import { capacityOf, type IndexKeys, type TableCall, type TableInput, type TableOutput } from './capacity';
import type { Usage } from './bill';
import { itemSize, type Item } from './item-size';
import { metricsIn } from './log-metrics';

/** What one run of a function is taken to be billed for: AWS's own figures differ from day to day. */
export const assumed = {
  /** Milliseconds of our own code in a warm run, at 256 MB and arm64. */
  ownTime: 15,
  /** Milliseconds for each call to AWS. */
  perCall: 12,
  /** Milliseconds more when the container is new: load and first connections. */
  coldStart: 500,
  /** A container is given up after being idle for so many milliseconds. */
  keptFor: 10 * 60_000,
  /** Bytes that Lambda itself writes into the log of a run. */
  platformLog: 350,
} as const;

const hoursOfMonth = (365.25 / 12) * 24;

type Counts = Record<keyof typeof zero, number>;

const zero = {
  writes: 0,
  reads: 0,
  storedBytes: 0,
  runs: 0,
  gbSeconds: 0,
  logBytes: 0,
  events: 0,
  publishes: 0,
  puts: 0,
  heads: 0,
  putBytes: 0,
  secrets: 0,
  apiRequests: 0,
  alertRuns: 0,
};

/** Reads off a running stack what AWS would bill for: put in once, read as often as one likes. */
export class Meter {
  private counts: Counts = { ...zero };
  private readonly indexes: readonly IndexKeys[];
  private readonly tableCalls = new Set<TableCall & { readonly changes: TableCall['changes'][number][] }>();
  /** `<metric> <hour>`: a metric is paid for each hour in which it was written. Scenarios do not share their hours. */
  private readonly metricHours = new Set<string>();
  private readonly lastRun = new Map<string, number>();

  constructor(private readonly stack: LocalStack) {
    this.indexes = indexesOf(stack);
    const { dynamodb, eventBridge, sns, s3, secretsManager, lambda } = stack;
    for (const engine of [dynamodb, eventBridge, sns, s3, secretsManager]) this.watch(engine);
    for (const each of lambda.all()) this.watchRuns(each);
    const onTableChange = lambda.onTableChange.bind(lambda);
    lambda.onTableChange = (change) => {
      for (const call of this.tableCalls) if (mentions(call, change.keys as Item)) call.changes.push(change);
      this.counts.storedBytes += size(change.newImage) - size(change.oldImage);
      onTableChange(change);
    };
  }

  /**
   * What was used while something happened, and until all was quiet.
   * @param steady metrics that are paid anyhow, and not counted here
   */
  async during(work: () => Promise<unknown>, steady: ReadonlySet<string>): Promise<Usage> {
    this.counts = { ...zero };
    this.metricHours.clear();
    const [messages, transitions] = [this.stack.messages().length, this.transitions()];
    await work();
    await this.stack.clock.quiet();
    const mails = this.stack
      .messages()
      .slice(messages)
      .filter(({ channel }) => channel === 'email').length;
    const { counts } = this;
    return {
      'DynamoDB writes': counts.writes,
      'DynamoDB reads': counts.reads,
      'DynamoDB storage and PITR': counts.storedBytes / 1e9,
      'Lambda requests': counts.runs,
      'Lambda time (arm64)': counts.gbSeconds,
      'Step Functions transitions': this.transitions() - transitions,
      'EventBridge custom events': counts.events,
      // Received and deleted once a batch; the senders' requests are the scenario's business.
      'SQS requests': 2 * counts.alertRuns,
      'SNS publishes': counts.publishes,
      'SNS e-mails': mails,
      'S3 PUT': counts.puts,
      'S3 GET and HEAD': counts.heads,
      'S3 storage': counts.putBytes / 1e9,
      'HTTP API requests': counts.apiRequests,
      'CloudWatch logs': counts.logBytes / 1e9,
      'CloudWatch metrics':
        [...this.metricHours].filter((each) => !steady.has(each.split(' ')[0]!)).length / hoursOfMonth,
      'Secrets Manager calls': counts.secrets,
    };
  }

  private watch(engine: Engine): void {
    const handle = engine.handle.bind(engine);
    engine.handle = (operation, request) => {
      if (request.caller.roleArn === undefined) return handle(operation, request);
      const caller = this.stack.lambda.all().find(({ accessKeyId }) => accessKeyId === request.caller.accessKeyId);
      if (caller) this.counts.gbSeconds += gbSeconds(caller, assumed.perCall);
      if (engine.service === 'dynamodb') return this.meterTable(operation, request, handle);
      if (engine.service === 's3') this.countFile(operation, request.body.length);
      if (engine.service === 'sns') this.counts.publishes++;
      if (engine.service === 'secretsmanager') this.counts.secrets++;
      if (engine.service === 'events') this.counts.events += parsed<{ Entries: [] }>(request.body).Entries.length;
      return handle(operation, request);
    };
  }

  private async meterTable(operation: string, request: ApiRequest, handle: Engine['handle']): Promise<ApiResponse> {
    const call = { operation, input: parsed<TableInput>(request.body), output: {}, changes: [] };
    this.tableCalls.add(call);
    const answer = await handle(operation, request);
    this.tableCalls.delete(call);
    const { reads, writes } = capacityOf({ ...call, output: parsed<TableOutput>(answer.body) }, this.indexes);
    this.counts.reads += reads;
    this.counts.writes += writes;
    return answer;
  }

  private countFile(operation: string, bytes: number): void {
    if (operation !== 'PutObject') this.counts.heads++;
    else {
      this.counts.puts++;
      this.counts.putBytes += bytes;
    }
  }

  private watchRuns(target: LambdaFunction): void {
    const run = target.run.bind(target);
    target.run = async (event) => {
      const now = this.stack.clock.now();
      const cold = now - (this.lastRun.get(target.name) ?? -Infinity) > assumed.keptFor;
      this.lastRun.set(target.name, now);
      const printed = target.logs.lines().length;
      const outcome = await run(event);
      const lines = target.logs.lines().slice(printed);
      for (const metric of lines.flatMap(metricsIn)) this.metricHours.add(`${metric} ${Math.floor(now / 3_600_000)}`);
      this.counts.runs++;
      if (target.accessKeyId === 'ResponderApi') this.counts.apiRequests++;
      if (target.accessKeyId === 'IngestAlert') this.counts.alertRuns++;
      this.counts.gbSeconds += gbSeconds(target, assumed.ownTime + (cold ? assumed.coldStart : 0));
      this.counts.logBytes += lines.reduce<number>((sum, line) => sum + line.length + 26, assumed.platformLog);
      return outcome;
    };
  }

  /** One at each start, one for each state entered, one for each retry: as AWS counts. */
  private transitions(): number {
    const { stepFunctions } = this.stack;
    const types = stepFunctions.all().flatMap(({ arn }) => stepFunctions.historyOf(arn).map(({ type }) => type));
    const count = (fits: (type: string) => boolean) => types.filter(fits).length;
    const retries = count((type) => type === 'TaskScheduled') - count((type) => type === 'TaskStateEntered');
    return count((type) => type.endsWith('StateEntered') || type === 'ExecutionStarted') + retries;
  }
}

function gbSeconds({ properties }: LambdaFunction, milliseconds: number): number {
  return ((properties.MemorySize ?? 128) / 1024) * (milliseconds / 1_000);
}

function parsed<Shape>(body: string | Buffer | undefined): Shape {
  return JSON.parse(body?.toString() || '{}') as Shape;
}

function size(image: object | undefined): number {
  return image ? itemSize(image as Item) : 0;
}

function mentions({ input }: TableCall, keys: Item): boolean {
  // Keys are unlike any other text of a call: `{"S":"INCIDENT#K7MQ"}`.
  const text = JSON.stringify(input);
  return Object.values(keys).every((key) => text.includes(JSON.stringify(key)));
}

/** @throws Error for an index that projects more than keys: its entries would cost more than `capacityOf` says */
function indexesOf({ template }: LocalStack): IndexKeys[] {
  return template.ofType('AWS::DynamoDB::GlobalTable').flatMap(({ properties, logicalId }) => {
    const indexes = (properties['GlobalSecondaryIndexes'] ?? []) as {
      readonly KeySchema: readonly { readonly AttributeName: string }[];
      readonly Projection: { readonly ProjectionType: string };
    }[];
    if (indexes.some(({ Projection }) => Projection.ProjectionType !== 'KEYS_ONLY'))
      throw new Error(`${logicalId} has an index that projects more than keys; teach bench/cost/capacity.ts its cost.`);
    return indexes.map(({ KeySchema }) => KeySchema.map(({ AttributeName }) => AttributeName));
  });
}
