import { type Clock } from '../clock';
import { type ApiRequest, type ApiResponse, type Engine, type Permission } from '../engine';
import { carryOut, check, type Action, type Output } from './actions';
import { ChangeFeed, type ChangeRecord } from './change-feed';
import { asDynamoDbError, DynamoDbError, exception } from './dynamodb-error';
import { permissionsOf, type TableLookup } from './permissions';
import { RequestTokens } from './request-tokens';
import { StagedWrites } from './staged-writes';
import { timeToLiveOf, type ResolvedTable, type TimeToLive } from './table-description';
import { TableStorage } from './table-storage';
import { TimeToLiveSettings } from './time-to-live';
import { stageTransaction, transactGet } from './transactions';

type Input = Record<string, unknown>;

/** What the engine stands on. */
export interface DynamoDbOptions {
  readonly clock: Clock;
  /** Where the items are kept; without it, in memory. */
  readonly directory?: string;
  readonly tables: readonly ResolvedTable[];
  /**
   * Told of each committed change of a table with a stream, in order, before the write's answer. It must have the record
   * safe when it returns, and expect to see one again after `kill -9`. It may start calls to this engine, not await them.
   */
  readonly onChange?: (record: ChangeRecord) => void;
}

/** DynamoDB: dynalite's expressions, keys and indexes, with transactions, streams and TTL added. `open` it before use. */
export class DynamoDbEngine implements Engine {
  readonly service = 'dynamodb';
  private readonly storage: TableStorage;
  private readonly tokens: RequestTokens;
  private readonly feed: ChangeFeed;
  private readonly timeToLive: TimeToLiveSettings;
  private readonly inputs = new WeakMap<ApiRequest, Input>();
  private writing: Promise<unknown> = Promise.resolve();

  constructor(private readonly options: DynamoDbOptions) {
    const durable = options.directory !== undefined;
    this.storage = new TableStorage(options.directory);
    this.tokens = new RequestTokens(this.storage, durable);
    this.feed = new ChangeFeed(this.storage, durable, options.onChange);
    this.timeToLive = new TimeToLiveSettings(this.storage);
  }

  /** Creates the tables that do not yet exist and hands over changes that an earlier process could not. */
  async open(): Promise<void> {
    await this.storage.open(this.options.tables, this.options.clock.now());
    for (const table of this.options.tables) this.timeToLive.set(table.name, timeToLiveOf(table));
    await this.tokens.open();
    await this.feed.open();
  }

  async close(): Promise<void> {
    await this.writing;
    await this.storage.close();
  }

  operationOf(request: ApiRequest): string {
    return request.headers['x-amz-target']?.split('.')[1] ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    try {
      return permissionsOf(operation, this.inputOf(request), this.tableLookup);
    } catch (error) {
      // A malformed request touches nothing: `handle` answers what is wrong with it.
      if (error instanceof DynamoDbError) return [];
      throw error;
    }
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    try {
      const input = this.inputOf(request);
      // The input is used up by the call; a request that is delivered twice is parsed again.
      this.inputs.delete(request);
      return answer(200, await this.execute(operation, input));
    } catch (error) {
      const known = asDynamoDbError(error);
      if (known instanceof DynamoDbError) return answer(known.statusCode, known.body);
      throw known;
    }
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return answer(status, exception(code, message).body);
  }

  /** The same call in-process, in DynamoDB JSON. Rejects with DynamoDbError, its `name` the exception's. */
  call(operation: string, input: object): Promise<Output> {
    return this.execute(operation, structuredClone(input) as Input);
  }

  /** Deletes the items whose time to live has passed; answers how many. AWS does so within a few days; here it is the caller's to time. */
  async sweep(): Promise<number> {
    let deleted = 0;
    for (const input of await this.timeToLive.expired(this.options.clock.now())) {
      deleted += await this.write('DeleteItem', input, true).then(
        () => 1,
        (error: Error) => {
          if (error.name === 'ConditionalCheckFailedException') return 0;
          throw error;
        },
      );
    }
    return deleted;
  }

  private execute(operation: string, input: Input): Promise<Output> {
    return this.options.clock.call(() => this.dispatch(operation, input));
  }

  private async dispatch(operation: string, input: Input): Promise<Output> {
    switch (operation) {
      case 'GetItem':
      case 'BatchGetItem':
      case 'Query':
      case 'Scan':
        return this.read(operation, input);
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
      case 'BatchWriteItem':
        return this.write(operation, input);
      case 'TransactWriteItems':
        return this.transactWrite(input);
      case 'TransactGetItems':
        return transactGet(input.TransactItems as object[], this.storage);
      case 'DescribeTable':
        return { Table: this.storage.table(String(input.TableName)) };
      case 'ListTables':
        return { TableNames: this.storage.tableNames() };
      case 'DescribeTimeToLive':
        return this.timeToLive.describe(String(input.TableName));
      case 'UpdateTimeToLive':
        return this.timeToLive.update(String(input.TableName), input.TimeToLiveSpecification as TimeToLive);
      default:
        throw exception('UnknownOperationException', `The local DynamoDB does not know the operation ${operation}`);
    }
  }

  private read(action: Action, input: Input): Promise<Output> {
    const { reading } = this.storage;
    return carryOut(action, check(action, input, reading), reading);
  }

  private write(action: Action, input: Input, byTimeToLive = false): Promise<Output> {
    const answersOld = input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    const staged = new StagedWrites(this.storage);
    const checked = check(action, input, staged);
    return this.exclusive(async () => {
      const output = await carryOut(action, checked, staged).catch((error: unknown) => {
        throw answersOld ? withOldItem(error, staged) : error;
      });
      await this.commit(staged, byTimeToLive);
      return output;
    });
  }

  private transactWrite(input: Input): Promise<Output> {
    const { TransactItems, ClientRequestToken: token, ReturnConsumedCapacity } = input;
    const hash = token === undefined ? '' : RequestTokens.hash(TransactItems ?? []);
    return this.exclusive(async () => {
      const now = this.options.clock.now();
      if (token !== undefined && this.tokens.alreadyDone(token as string, hash, now)) return {};
      const staged = new StagedWrites(this.storage);
      const output = await stageTransaction(TransactItems as object[], ReturnConsumedCapacity, this.storage, staged);
      if (token !== undefined) staged.operations.push(...this.tokens.use(token as string, hash, now));
      await this.commit(staged, false);
      return output;
    });
  }

  private async commit(staged: StagedWrites, byTimeToLive: boolean): Promise<void> {
    const records = this.feed.recordsOf(staged.changes, byTimeToLive);
    await this.storage.commit([...staged.operations, ...this.feed.pending(records)]);
    await this.feed.handOver(records);
  }

  /** One write at a time: this is what isolates transactions. */
  private exclusive<T>(work: () => Promise<T>): Promise<T> {
    const done = this.writing.then(work);
    this.writing = done.catch(() => undefined);
    return done;
  }

  private inputOf(request: ApiRequest): Input {
    let input = this.inputs.get(request);
    if (input) return input;
    try {
      input = JSON.parse(request.body.toString()) as Input;
    } catch {
      throw new DynamoDbError(400, { __type: 'com.amazon.coral.service#SerializationException' });
    }
    this.inputs.set(request, input);
    return input;
  }

  private readonly tableLookup: TableLookup = {
    arnOf: (name) => this.options.tables.find((table) => table.name === name)?.arn ?? unknownArn(name),
    description: (name) => (this.storage.has(name) ? this.storage.table(name) : undefined),
  };
}

function unknownArn(table: string): string {
  return `arn:aws:dynamodb:eu-central-1:000000000000:table/${table}`;
}

function withOldItem(error: unknown, staged: StagedWrites): unknown {
  const failed = error instanceof DynamoDbError && error.name === 'ConditionalCheckFailedException';
  if (!failed || !staged.latestBefore) return error;
  return new DynamoDbError(error.statusCode, { ...error.body, Item: staged.latestBefore });
}

function answer(status: number, body: object): ApiResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: JSON.stringify(body) };
}
