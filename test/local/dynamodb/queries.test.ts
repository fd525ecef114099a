import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  PutCommand,
  QueryCommand,
  ScanCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { openIncidents, type OpenTable } from './incident-table';
import { serve, type ServedEngine } from './served-engine';

const TableName = 'Incidents';
const Key = { pk: 'I#1', sk: 'META' };

describe('queries and batches, through the SDK', () => {
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
  const update = (input: Partial<UpdateCommandInput>) =>
    documents.send(new UpdateCommand({ TableName, Key, ReturnValues: 'ALL_NEW', ...input }));

  test('the sparse index holds only items with its key, in order, and forgets them with it', async () => {
    for (const n of [3, 1, 2]) await put({ sk: `#${n}`, open: 'yes', nextActionAt: n });
    await put({ sk: 'TIMELINE' });
    const overdue = async (before: number) => {
      const { Items } = await documents.send(
        new QueryCommand({
          TableName,
          IndexName: 'overdue',
          KeyConditionExpression: '#open = :yes AND nextActionAt <= :before',
          ExpressionAttributeNames: { '#open': 'open' },
          ExpressionAttributeValues: { ':yes': 'yes', ':before': before },
        }),
      );
      return Items?.map((item) => item.nextActionAt as number);
    };
    expect(await overdue(2)).toEqual([1, 2]);
    await update({
      Key: { pk: 'I#1', sk: '#1' },
      UpdateExpression: 'REMOVE #o',
      ExpressionAttributeNames: { '#o': 'open' },
    });
    await update({
      Key: { pk: 'I#1', sk: '#2' },
      UpdateExpression: 'SET nextActionAt = :n',
      ExpressionAttributeValues: { ':n': 9 },
    });
    expect(await overdue(9)).toEqual([3, 9]);
  });

  test('a query pages forwards and backwards', async () => {
    const puts = Array.from({ length: 25 }, (_, n) => ({
      PutRequest: { Item: { pk: 'L', sk: String(n).padStart(2, '0') } },
    }));
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: puts } }));
    const pages: string[][] = [];
    let ExclusiveStartKey: Record<string, unknown> | undefined;
    do {
      const page = await documents.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :pk AND sk >= :five',
          ExpressionAttributeValues: { ':pk': 'L', ':five': '05' },
          ScanIndexForward: false,
          Limit: 8,
          ExclusiveStartKey,
        }),
      );
      pages.push((page.Items ?? []).map((item) => item.sk as string));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(pages.map((page) => page.length)).toEqual([8, 8, 4]);
    expect(pages[0]?.[0]).toBe('24');
    expect(pages[2]?.at(-1)).toBe('05');
  });

  test('batches write, delete and read', async () => {
    await put({ sk: 'gone' });
    const requests = [
      { PutRequest: { Item: { pk: 'I#1', sk: 'a' } } },
      { DeleteRequest: { Key: { pk: 'I#1', sk: 'gone' } } },
    ];
    await documents.send(new BatchWriteCommand({ RequestItems: { [TableName]: requests } }));
    const Keys = ['a', 'gone'].map((sk) => ({ pk: 'I#1', sk }));
    const { Responses } = await documents.send(new BatchGetCommand({ RequestItems: { [TableName]: { Keys } } }));
    expect(Responses?.[TableName]).toEqual([{ pk: 'I#1', sk: 'a' }]);
    const { Items } = await documents.send(
      new ScanCommand({ TableName, FilterExpression: 'sk = :a', ExpressionAttributeValues: { ':a': 'a' } }),
    );
    expect(Items).toEqual([{ pk: 'I#1', sk: 'a' }]);
  });
});
