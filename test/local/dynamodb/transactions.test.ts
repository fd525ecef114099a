import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  TransactGetCommand,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { openIncidents, type OpenTable } from './incident-table';
import { serve, type ServedEngine } from './served-engine';

const TableName = 'Incidents';
const at = (sk: string) => ({ pk: 'I#1', sk });

type Parts = NonNullable<TransactWriteCommandInput['TransactItems']>;

describe('transactions, through the SDK', () => {
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

  const put = (sk: string, more: object = {}) =>
    documents.send(new PutCommand({ TableName, Item: { ...at(sk), ...more } }));
  const get = async (sk: string) => (await documents.send(new GetCommand({ TableName, Key: at(sk) }))).Item;
  const write = (TransactItems: Parts, ClientRequestToken?: string) =>
    documents.send(new TransactWriteCommand({ TransactItems, ClientRequestToken }));
  const count = (sk: string, by = 1): Parts[number] => ({
    Update: { TableName, Key: at(sk), UpdateExpression: 'ADD n :by', ExpressionAttributeValues: { ':by': by } },
  });

  test('put, update, delete and check take effect together', async () => {
    await put('gone');
    await put('counted', { n: 1 });
    await write([
      { Put: { TableName, Item: at('new'), ConditionExpression: 'attribute_not_exists(pk)' } },
      count('counted'),
      { Delete: { TableName, Key: at('gone') } },
      { ConditionCheck: { TableName, Key: at('absent'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ]);
    expect(await get('new')).toEqual(at('new'));
    expect(await get('counted')).toEqual({ ...at('counted'), n: 2 });
    expect(await get('gone')).toBeUndefined();
    expect(await get('absent')).toBeUndefined();
  });

  test('one failed condition refuses all, with a reason for each item in order', async () => {
    await put('taken', { by: 'ada' });
    const notTaken = { ConditionExpression: 'attribute_not_exists(pk)' };
    const refused = write([
      count('counted'),
      { Put: { TableName, Item: at('taken'), ...notTaken, ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } },
      { Delete: { TableName, Key: at('taken2'), ConditionExpression: 'attribute_exists(pk)' } },
      {
        ConditionCheck: {
          TableName,
          Key: at('x'),
          ConditionExpression: 'n > :n',
          ExpressionAttributeValues: { ':n': 1 },
        },
      },
      { Put: { TableName, Item: at('last') } },
    ]);
    await expect(refused).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      message: expect.stringContaining(
        '[None, ConditionalCheckFailed, ConditionalCheckFailed, ConditionalCheckFailed, None]',
      ) as string,
      CancellationReasons: [
        { Code: 'None' },
        { Code: 'ConditionalCheckFailed', Message: 'The conditional request failed', Item: { by: { S: 'ada' } } },
        { Code: 'ConditionalCheckFailed' },
        { Code: 'ConditionalCheckFailed' },
        { Code: 'None' },
      ],
    });
    expect(await get('counted')).toBeUndefined();
    expect(await get('last')).toBeUndefined();
    expect(table.changes.map((change) => change.keys.sk)).toEqual([{ S: 'taken' }]);
  });

  test('the old item of a failed ConditionCheck and Update is answered too', async () => {
    await put('one', { v: 1 });
    await put('two', { v: 2 });
    const asked = {
      ConditionExpression: 'v = :v',
      ExpressionAttributeValues: { ':v': 9 },
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD' as const,
    };
    const refused = write([
      { ConditionCheck: { TableName, Key: at('one'), ...asked } },
      { Update: { TableName, Key: at('two'), UpdateExpression: 'REMOVE x', ...asked } },
    ]);
    await expect(refused).rejects.toMatchObject({
      CancellationReasons: [{ Item: { v: { N: '1' } } }, { Item: { v: { N: '2' } } }],
    });
  });

  test('an update that the item cannot take is the reason ValidationError', async () => {
    await put('text', { n: 'a word' });
    await expect(write([count('fine'), count('text')])).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'None' }, { Code: 'ValidationError' }],
    });
    expect(await get('fine')).toBeUndefined();
  });

  test.each<[string, Parts]>([
    ['one item twice', [count('same'), { Delete: { TableName, Key: at('same') } }]],
    ['no item', []],
    ['more than 100 items', Array.from({ length: 101 }, (_, n) => count(`#${n}`))],
    ['two kinds in one entry', [{ ...count('a'), Delete: { TableName, Key: at('b') } }]],
    ['a check without a condition', [{ ConditionCheck: { TableName, Key: at('a'), ConditionExpression: undefined } }]],
    ['a broken expression', [{ Update: { TableName, Key: at('a'), UpdateExpression: 'SET' } }]],
  ])('%s is refused', async (_what, parts) => {
    await expect(write(parts)).rejects.toMatchObject({ name: 'ValidationException' });
    expect(table.changes).toEqual([]);
  });

  test('a hundred items are taken', async () => {
    await write(Array.from({ length: 100 }, (_, n) => count(`#${n}`)));
    expect(table.changes).toHaveLength(100);
  });

  test('a request token makes a repetition harmless for ten minutes', async () => {
    await write([count('c')], 'token');
    await table.clock.advance(9 * 60_000);
    await write([count('c')], 'token');
    expect(await get('c')).toMatchObject({ n: 1 });
    await table.clock.advance(60_000);
    await write([count('c')], 'token');
    expect(await get('c')).toMatchObject({ n: 2 });
  });

  test('a request token with other items is refused', async () => {
    await write([count('c')], 'token');
    await expect(write([count('c', 5)], 'token')).rejects.toMatchObject({
      name: 'IdempotentParameterMismatchException',
    });
    expect(await get('c')).toMatchObject({ n: 1 });
  });

  test('a refused transaction does not use up its token', async () => {
    const parts: Parts = [
      { ConditionCheck: { TableName, Key: at('door'), ConditionExpression: 'attribute_exists(pk)' } },
      count('c'),
    ];
    await expect(write(parts, 'token')).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    await put('door');
    await write(parts, 'token');
    expect(await get('c')).toMatchObject({ n: 1 });
  });

  test('transactions are isolated: a transfer back and forth never loses or makes money', async () => {
    await put('a', { n: 50 });
    await put('b', { n: 50 });
    const totals: number[] = [];
    const look = async () => {
      const reads = ['a', 'b'].map((sk) => ({ Get: { TableName, Key: at(sk) } }));
      const { Responses } = await documents.send(new TransactGetCommand({ TransactItems: reads }));
      totals.push((Responses ?? []).reduce((sum, { Item }) => sum + (Item?.n as number), 0));
    };
    const transfers = Array.from({ length: 40 }, (_, n) => write([count('a', n % 3), count('b', -(n % 3))]));
    await Promise.all([...transfers, ...Array.from({ length: 40 }, look)]);
    expect(new Set(totals)).toEqual(new Set([100]));
  });

  test('a read of several items answers in order, with an empty place for a missing one', async () => {
    await put('b');
    const reads = ['missing', 'b'].map((sk) => ({ Get: { TableName, Key: at(sk) } }));
    const { Responses } = await documents.send(new TransactGetCommand({ TransactItems: reads }));
    expect(Responses).toEqual([{}, { Item: at('b') }]);
  });

  test('capacity, when asked for, is twice that of single writes', async () => {
    const { ConsumedCapacity } = await documents.send(
      new TransactWriteCommand({ TransactItems: [count('a'), count('b')], ReturnConsumedCapacity: 'TOTAL' }),
    );
    expect(ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 4 }]);
  });
});
