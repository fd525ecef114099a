import { type ApiRequest, type Permission } from '../../../local/engine';
import { INCIDENTS, openIncidents, type OpenTable } from './incident-table';

const TableName = 'Incidents';
const Key = (sk: string) => ({ pk: { S: 'I#1' }, sk: { S: sk } });
const leading = { conditions: { 'dynamodb:LeadingKeys': 'I#1' } };

let table: OpenTable;
beforeAll(async () => void (table = await openIncidents()));
afterAll(() => table.engine.close());

function request(operation: string, body: string): ApiRequest {
  return {
    caller: { accessKeyId: 'any' },
    method: 'POST',
    path: '/',
    query: new URLSearchParams(),
    headers: { 'x-amz-target': `DynamoDB_20120810.${operation}` },
    body: Buffer.from(body),
  };
}

function permissions(operation: string, input: object): readonly Permission[] {
  const asked = request(operation, JSON.stringify(input));
  return table.engine.permissionsOf(table.engine.operationOf(asked), asked);
}

const onTable = (action: string) => ({ action: `dynamodb:${action}`, resource: INCIDENTS.arn, ...leading });

test('a single write or read needs its own action, with the leading key', () => {
  expect(permissions('PutItem', { TableName, Item: Key('a') })).toEqual([onTable('PutItem')]);
  expect(permissions('GetItem', { TableName, Key: Key('a') })).toEqual([onTable('GetItem')]);
});

test('a transaction needs the action of each of its items', () => {
  const needed = permissions('TransactWriteItems', {
    TransactItems: [
      { Put: { TableName, Item: Key('a') } },
      { Put: { TableName, Item: Key('b') } },
      { Update: { TableName, Key: Key('c') } },
      { Delete: { TableName, Key: Key('d') } },
      { ConditionCheck: { TableName, Key: Key('e') } },
    ],
  });
  expect(needed).toEqual(['PutItem', 'UpdateItem', 'DeleteItem', 'ConditionCheckItem'].map(onTable));
  expect(permissions('TransactGetItems', { TransactItems: [{ Get: { TableName, Key: Key('a') } }] })).toEqual([
    onTable('GetItem'),
  ]);
});

test('a batch needs its own action', () => {
  const puts = [{ PutRequest: { Item: Key('a') } }, { DeleteRequest: { Key: Key('b') } }];
  expect(permissions('BatchWriteItem', { RequestItems: { [TableName]: puts } })).toEqual([onTable('BatchWriteItem')]);
  const keys = { Keys: [Key('a')] };
  expect(permissions('BatchGetItem', { RequestItems: { [TableName]: keys } })).toEqual([onTable('BatchGetItem')]);
});

test('a query of an index needs the index, a query of the table the table', () => {
  const query = (more: object) =>
    permissions('Query', { TableName, ExpressionAttributeValues: { ':v': { S: 'yes' } }, ...more });
  expect(
    query({ IndexName: 'overdue', KeyConditionExpression: '#o = :v', ExpressionAttributeNames: { '#o': 'open' } }),
  ).toEqual([
    {
      action: 'dynamodb:Query',
      resource: `${INCIDENTS.arn}/index/overdue`,
      conditions: { 'dynamodb:LeadingKeys': 'yes' },
    },
  ]);
  expect(query({ KeyConditionExpression: 'sk > :x AND pk = :v' })).toEqual([
    { action: 'dynamodb:Query', resource: INCIDENTS.arn, conditions: { 'dynamodb:LeadingKeys': 'yes' } },
  ]);
  expect(permissions('Scan', { TableName })).toEqual([{ action: 'dynamodb:Scan', resource: INCIDENTS.arn }]);
});

test('a table that does not exist still has an ARN to be refused', () => {
  expect(permissions('GetItem', { TableName: 'Nowhere', Key: Key('a') })).toEqual([
    { action: 'dynamodb:GetItem', resource: 'arn:aws:dynamodb:eu-central-1:000000000000:table/Nowhere' },
  ]);
});

test('a request that is not JSON needs nothing and is answered as AWS does', async () => {
  const broken = request('PutItem', '{');
  expect(table.engine.permissionsOf('PutItem', broken)).toEqual([]);
  const response = await table.engine.handle('PutItem', broken);
  expect(response.status).toBe(400);
  expect(String(response.body)).toContain('SerializationException');
});

test('a request handled twice takes effect twice alike', async () => {
  const increment = request(
    'UpdateItem',
    JSON.stringify({
      TableName,
      Key: Key('n'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    }),
  );
  table.engine.permissionsOf('UpdateItem', increment);
  await table.engine.handle('UpdateItem', increment);
  await table.engine.handle('UpdateItem', increment);
  const { Item } = await table.engine.call('GetItem', { TableName, Key: Key('n') });
  expect(Item).toMatchObject({ n: { N: '2' } });
});

test('a refusal has the wire format of the service', () => {
  const { status, body } = table.engine.failure(400, 'AccessDeniedException', 'not allowed');
  expect(status).toBe(400);
  expect(JSON.parse(String(body))).toEqual({
    __type: 'com.amazonaws.dynamodb.v20120810#AccessDeniedException',
    message: 'not allowed',
  });
});
