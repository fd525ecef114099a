import db from 'dynalite/db';
import { carryOut, check, type Action, type Checked, type Output } from './actions';
import { type Item } from './attribute-values';
import { DynamoDbError, exception, validationError } from './dynamodb-error';
import { type StagedWrites } from './staged-writes';
import { keysOf } from './table-description';
import { type TableStorage } from './table-storage';

/** How each part of a transaction is checked and carried out; a ConditionCheck is a delete that is never carried out. */
const WRITES = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'DeleteItem' } as const;

type Kind = keyof typeof WRITES;

interface Part {
  readonly kind: Kind;
  readonly action: Action;
  readonly checked: Checked;
  readonly answersOld: boolean;
}

interface Reason {
  readonly Code: 'None' | 'ConditionalCheckFailed' | 'ValidationError';
  readonly Message?: string;
  readonly Item?: Item;
}

const NO_REASON: Reason = { Code: 'None' };

/** The one kind and body of an entry of TransactItems. Throws ValidationException when there is not exactly one. */
export function partOf(entry: object): [Kind, Record<string, unknown>] {
  const kinds = (Object.keys(WRITES) as Kind[]).filter((kind) => (entry as Record<string, unknown>)[kind] != null);
  const [kind] = kinds;
  if (kinds.length !== 1 || kind === undefined) {
    throw validationError('TransactItems can only contain one of ConditionCheck, Put, Update or Delete');
  }
  return [kind, (entry as Record<Kind, Record<string, unknown>>)[kind]];
}

/** Notes down what a TransactWriteItems would write. Throws TransactionCanceledException with a reason per item, in order. */
export async function stageTransaction(
  items: readonly object[],
  returnCapacity: unknown,
  storage: TableStorage,
  staged: StagedWrites,
): Promise<Output> {
  assertSize(items);
  const parts = items.map((entry) => checkedPart(entry, returnCapacity, staged));
  assertDistinct(parts, storage);
  const reasons: Reason[] = [];
  const outputs: Output[] = [];
  for (const part of parts) reasons.push(await stagePart(part, staged, outputs));
  if (reasons.some((reason) => reason !== NO_REASON)) throw cancelled(reasons);
  return capacityOf(outputs);
}

/** Reads up to 100 items at one moment. Throws TransactionCanceledException when one of the reads is invalid. */
export async function transactGet(items: readonly object[], storage: TableStorage): Promise<Output> {
  assertSize(items);
  const store = storage.reading;
  const reads = items.map((entry) => check('GetItem', { ...(entry as { Get?: object }).Get }, store));
  // All reads start, and with this storage also end, before anything else can be written.
  const settled = await Promise.allSettled(reads.map((read) => carryOut('GetItem', read, store)));
  const reasons = settled.map((read) => (read.status === 'rejected' ? reasonOf(read.reason) : NO_REASON));
  if (reasons.some((reason) => reason !== NO_REASON)) throw cancelled(reasons);
  return {
    Responses: settled.map((read) => (read.status === 'fulfilled' && read.value.Item ? { Item: read.value.Item } : {})),
  };
}

function assertSize(items: unknown): void {
  const size = Array.isArray(items) ? items.length : 0;
  if (size >= 1 && size <= 100) return;
  const limit = size === 0 ? 'greater than or equal to 1' : 'less than or equal to 100';
  throw validationError(
    `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length ${limit}`,
  );
}

function checkedPart(entry: object, returnCapacity: unknown, staged: StagedWrites): Part {
  const [kind, body] = partOf(entry);
  const needed = { ConditionCheck: 'ConditionExpression', Update: 'UpdateExpression', Put: 'Item', Delete: 'Key' }[
    kind
  ];
  if (body[needed] == null) {
    throw validationError(
      `1 validation error detected: Value null at 'transactItems.1.member.${kind}.${needed}' failed to satisfy constraint: Member must not be null`,
    );
  }
  const answersOld = body.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
  const action = WRITES[kind];
  const input = returnCapacity == null ? body : { ...body, ReturnConsumedCapacity: returnCapacity };
  return { kind, action, checked: check(action, input, staged), answersOld };
}

function assertDistinct(parts: readonly Part[], storage: TableStorage): void {
  const seen = new Set<string>();
  for (const { checked } of parts) {
    const table = storage.table(checked.TableName as string);
    const key = (checked.Key ?? keysOf(table, checked.Item as Item)) as Item;
    // An invalid key is the action's to refuse, as the reason of this one item.
    if (db.validateKey(key, table)) continue;
    const place = `${table.TableName}/${db.createKey(key, table)}`;
    if (seen.has(place)) throw validationError('Transaction request cannot include multiple operations on one item');
    seen.add(place);
  }
}

async function stagePart(part: Part, staged: StagedWrites, outputs: Output[]): Promise<Reason> {
  staged.latestBefore = undefined;
  try {
    if (part.kind === 'ConditionCheck') staged.checkOnly(part.checked);
    else outputs.push(await carryOut(part.action, part.checked, staged));
    return NO_REASON;
  } catch (error) {
    return reasonOf(error, part.answersOld ? staged.latestBefore : undefined);
  }
}

function reasonOf(error: unknown, item?: Item): Reason {
  if (!(error instanceof DynamoDbError)) throw error;
  if (error.name === 'ConditionalCheckFailedException') {
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...(item && { Item: item }) };
  }
  if (error.name === 'ValidationException') return { Code: 'ValidationError', Message: error.message };
  throw error;
}

function cancelled(reasons: readonly Reason[]): DynamoDbError {
  const codes = reasons.map((reason) => reason.Code).join(', ');
  const message = `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`;
  return exception('TransactionCanceledException', message, { Message: message, CancellationReasons: reasons });
}

/** A transaction writes each item twice, prepare and commit, and is charged for both. */
function capacityOf(outputs: readonly Output[]): Output {
  const units = new Map<string, number>();
  for (const { ConsumedCapacity } of outputs) {
    if (!ConsumedCapacity) continue;
    const { TableName, CapacityUnits } = ConsumedCapacity as { TableName: string; CapacityUnits: number };
    units.set(TableName, (units.get(TableName) ?? 0) + 2 * CapacityUnits);
  }
  if (units.size === 0) return {};
  return { ConsumedCapacity: [...units].map(([TableName, CapacityUnits]) => ({ TableName, CapacityUnits })) };
}
