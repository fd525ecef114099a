import { DynamoDBClient, DescribeTableCommand, ListTablesCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { openIncidents, type OpenTable } from './incident-table';
import { serve, type ServedEngine } from './served-engine';

const TableName = 'Incidents';
const Key = { pk: 'I#1', sk: 'META' };

describe('items, through the SDK', () => {
  let table: OpenTable;
  let served: ServedEngine;
  let documents: DynamoDBDocumentClient;

  beforeEach(async () => {
    table = await openIncidents();
    served = await serve(table.engine);
    documents = DynamoDBDocumentClient.from(new DynamoDBClient(served.client));
  });
  afterEach(async () => {
    documents.destroy();
    await served.close();
    await table.engine.close();
  });

  const put = (item: Record<string, unknown>, more: object = {}) =>
    documents.send(new PutCommand({ TableName, Item: { ...Key, ...item }, ...more }));
  const get = async (key = Key) => (await documents.send(new GetCommand({ TableName, Key: key }))).Item;
  const update = (input: Partial<UpdateCommandInput>) =>
    documents.send(new UpdateCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...input }));

  test('an item comes back as it was put, with sets, lists, maps, binary and 38-digit numbers', async () => {
    const item = { ...Key, empty: '', tags: new Set(['a', 'b']), list: [1, { x: null }], raw: new Uint8Array([1, 2]) };
    await put(item);
    expect(await get()).toEqual(item);
    const N = '12345678901234567890123456789012345678';
    await documents.send(new PutItemCommand({ TableName, Item: { pk: { S: 'n' }, sk: { S: 'n' }, value: { N } } }));
    const { Item } = await table.engine.call('GetItem', { TableName, Key: { pk: { S: 'n' }, sk: { S: 'n' } } });
    expect(Item).toMatchObject({ value: { N } });
  });

  test('a condition that fails refuses the write and changes nothing', async () => {
    await put({ version: 1 });
    const second = put({ version: 2 }, { ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(second).rejects.toMatchObject({
      name: 'ConditionalCheckFailedException',
      message: 'The conditional request failed',
    });
    expect(await get()).toEqual({ ...Key, version: 1 });
  });

  test.each(['put', 'update', 'delete'])(
    'a failed condition of a %s answers the old item when asked to',
    async (kind) => {
      await put({ version: 1 });
      const condition = {
        ConditionExpression: 'version = :two',
        ExpressionAttributeValues: { ':two': 2 },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
      };
      const writes: Record<string, () => Promise<unknown>> = {
        put: () => put({}, condition),
        update: () => update({ UpdateExpression: 'REMOVE x', ...condition }),
        delete: () => documents.send(new DeleteCommand({ TableName, Key, ...condition })),
      };
      await expect(writes[kind]?.()).rejects.toMatchObject({ Item: { version: { N: '1' } } });
    },
  );

  test('a failed condition answers no item when it was not asked for, or there is none', async () => {
    const condition = { ConditionExpression: 'attribute_exists(pk)' };
    const asked = put({}, { ...condition, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' });
    await expect(asked).rejects.toMatchObject({ Item: undefined });
    await put({});
    const unasked = put({}, { ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(unasked).rejects.toMatchObject({ Item: undefined });
  });

  test('the condition functions', async () => {
    await put({ status: 'OPEN', n: 5, tags: new Set(['b']), facts: { a: 1 } });
    const holds = update({
      UpdateExpression: 'SET seen = :five',
      ConditionExpression:
        'begins_with(#s, :op) AND contains(tags, :b) AND size(pk) > :two AND n IN (:two, :five) AND n BETWEEN :two AND :five AND attribute_type(facts, :M) AND NOT attribute_exists(nope) AND facts.a < :two',
      ExpressionAttributeNames: { '#s': 'status' },
      ExpressionAttributeValues: { ':op': 'OP', ':b': 'b', ':two': 2, ':five': 5, ':M': 'M' },
    });
    expect((await holds).Attributes).toMatchObject({ seen: 5 });
  });

  test('numbers: ADD counts from nothing, SET calculates', async () => {
    await update({ UpdateExpression: 'ADD hits :two', ExpressionAttributeValues: { ':two': 2 } });
    const { Attributes } = await update({
      UpdateExpression: 'SET hits = hits - :half',
      ExpressionAttributeValues: { ':half': 0.5 },
    });
    expect(Attributes).toEqual({ ...Key, hits: 1.5 });
  });

  test('sets: ADD unites, DELETE takes away, an emptied set is gone', async () => {
    const tags = (...values: string[]) => ({ ExpressionAttributeValues: { ':tags': new Set(values) } });
    await update({ UpdateExpression: 'ADD tags :tags', ...tags('a', 'b') });
    await update({ UpdateExpression: 'ADD tags :tags', ...tags('b', 'c') });
    expect(await get()).toEqual({ ...Key, tags: new Set(['a', 'b', 'c']) });
    await update({ UpdateExpression: 'DELETE tags :tags', ...tags('a', 'c', 'z') });
    expect(await get()).toEqual({ ...Key, tags: new Set(['b']) });
    await update({ UpdateExpression: 'DELETE tags :tags', ...tags('b') });
    expect(await get()).toEqual(Key);
  });

  test('lists: list_append onto if_not_exists, REMOVE by position', async () => {
    const append = (entry: number) =>
      update({
        UpdateExpression: 'SET entries = list_append(if_not_exists(entries, :none), :entry)',
        ExpressionAttributeValues: { ':none': [], ':entry': [entry] },
      });
    await append(1);
    await append(2);
    expect(await get()).toEqual({ ...Key, entries: [1, 2] });
    await update({ UpdateExpression: 'REMOVE entries[0]' });
    expect(await get()).toEqual({ ...Key, entries: [2] });
  });

  test('maps: a path is set within, and refused where the map is missing', async () => {
    await put({ map: { a: { b: 1 } } });
    await update({
      UpdateExpression: 'SET #m.a.c = :two',
      ExpressionAttributeNames: { '#m': 'map' },
      ExpressionAttributeValues: { ':two': 2 },
    });
    expect(await get()).toEqual({ ...Key, map: { a: { b: 1, c: 2 } } });
    const lost = update({ UpdateExpression: 'SET nothing.a = :two', ExpressionAttributeValues: { ':two': 2 } });
    await expect(lost).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test.each<[string, Partial<UpdateCommandInput>]>([
    [
      'a value that no expression uses',
      { UpdateExpression: 'SET a = :a', ExpressionAttributeValues: { ':a': 1, ':b': 2 } },
    ],
    ['a reserved word', { UpdateExpression: 'SET status = :a', ExpressionAttributeValues: { ':a': 1 } }],
    ['a new value for the key', { UpdateExpression: 'SET pk = :a', ExpressionAttributeValues: { ':a': 'x' } }],
    ['adding to a missing number', { UpdateExpression: 'SET a = a + :a', ExpressionAttributeValues: { ':a': 1 } }],
    ['half a key', { Key: { pk: 'I#1' }, UpdateExpression: 'REMOVE a' }],
  ])('%s is refused', async (_what, input) => {
    await expect(update(input)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(await get()).toBeUndefined();
  });

  test('an item above 400 KB and an empty key are refused', async () => {
    await expect(put({ big: 'x'.repeat(410 * 1024) })).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(put({ pk: '' })).rejects.toMatchObject({ name: 'ValidationException' });
  });

  test('a table that does not exist is named as such', async () => {
    const lost = documents.send(new GetCommand({ TableName: 'Nowhere', Key }));
    await expect(lost).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  test('of fifty who put the same item first, one wins; of fifty who count, all count', async () => {
    const first = (n: number) => put({ n }, { ConditionExpression: 'attribute_not_exists(pk)' });
    const puts = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => first(n)));
    expect(puts.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const count = () => update({ UpdateExpression: 'ADD hits :one', ExpressionAttributeValues: { ':one': 1 } });
    await Promise.all(Array.from({ length: 50 }, count));
    expect(await get()).toMatchObject({ hits: 50 });
  });

  test('the table is described as the template wants it', async () => {
    const { Table } = await documents.send(new DescribeTableCommand({ TableName }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws:dynamodb:eu-central-1:000000000000:table/Incidents',
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [{ IndexName: 'overdue' }],
    });
    expect((await documents.send(new ListTablesCommand({}))).TableNames).toEqual([TableName]);
  });

  test('what the engine does not know it refuses by name', async () => {
    await expect(table.engine.call('CreateBackup', { TableName })).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: expect.stringContaining('CreateBackup') as string,
    });
  });
});
