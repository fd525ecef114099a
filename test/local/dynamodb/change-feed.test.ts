import { openIncidents, INCIDENTS } from './incident-table';

const TableName = 'Incidents';
const item = (sk: string, more: object = {}) => ({ pk: { S: 'I#1' }, sk: { S: sk }, ...more });
const put = (sk: string, n: number) => ({ Put: { TableName, Item: item(sk, { n: { N: String(n) } }) } });

test('each committed write is told once, in order, with its images', async () => {
  const { engine, changes } = await openIncidents();
  await engine.call('PutItem', { TableName, Item: item('a', { n: { N: '1' } }) });
  await engine.call('UpdateItem', {
    TableName,
    Key: item('a'),
    UpdateExpression: 'ADD n :one',
    ExpressionAttributeValues: { ':one': { N: '1' } },
  });
  await engine.call('DeleteItem', { TableName, Key: item('a') });
  const one = item('a', { n: { N: '1' } });
  const two = item('a', { n: { N: '2' } });
  expect(changes).toMatchObject([
    { tableName: TableName, eventName: 'INSERT', keys: item('a'), newImage: one },
    { eventName: 'MODIFY', keys: item('a'), oldImage: one, newImage: two },
    { eventName: 'REMOVE', keys: item('a'), oldImage: two },
  ]);
  expect(changes[0]).not.toHaveProperty('oldImage');
  expect(changes[2]).not.toHaveProperty('newImage');
  const numbers = changes.map((change) => change.sequenceNumber);
  expect(numbers).toEqual([...new Set(numbers)].sort());
});

test('a transaction is told item by item, with nothing of another write in between', async () => {
  const { engine, changes } = await openIncidents();
  await Promise.all([
    engine.call('TransactWriteItems', { TransactItems: [put('a', 1), put('b', 1)] }),
    engine.call('PutItem', put('c', 1).Put),
    engine.call('TransactWriteItems', { TransactItems: [put('d', 1), put('e', 1)] }),
    engine.call('BatchWriteItem', { RequestItems: { [TableName]: [{ PutRequest: { Item: item('f') } }] } }),
  ]);
  expect(changes.map((change) => change.keys.sk?.S)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('a write that changes nothing, or is refused, is not told', async () => {
  const { engine, changes } = await openIncidents();
  const tags = (...SS: string[]) => ({ TableName, Item: item('a', { tags: { SS } }) });
  await engine.call('PutItem', tags('x', 'y'));
  await engine.call('PutItem', tags('y', 'x'));
  await engine.call('DeleteItem', { TableName, Key: item('missing') });
  const refused = { ...tags('z'), ConditionExpression: 'attribute_not_exists(pk)' };
  await expect(engine.call('PutItem', refused)).rejects.toMatchObject({ name: 'ConditionalCheckFailedException' });
  expect(changes).toHaveLength(1);
});

test('a list in another order is a change', async () => {
  const { engine, changes } = await openIncidents();
  const list = (...numbers: string[]) => ({ L: numbers.map((N) => ({ N })) });
  await engine.call('PutItem', { TableName, Item: item('a', { list: list('1', '2') }) });
  await engine.call('PutItem', { TableName, Item: item('a', { list: list('2', '1') }) });
  expect(changes.map((change) => change.eventName)).toEqual(['INSERT', 'MODIFY']);
});

test('the view type decides on the images, and without a stream nothing is told', async () => {
  const withView = (properties: object) => ({ ...INCIDENTS, properties: { ...INCIDENTS.properties, ...properties } });
  const replica = {
    StreamSpecification: undefined,
    Replicas: [{ StreamSpecification: { StreamViewType: 'KEYS_ONLY' } }],
  };
  const keysOnly = await openIncidents(undefined, withView(replica));
  const none = await openIncidents(undefined, withView({ StreamSpecification: undefined }));
  for (const { engine } of [keysOnly, none]) await engine.call('PutItem', put('a', 1).Put);
  expect(keysOnly.changes).toHaveLength(1);
  expect(keysOnly.changes[0]).not.toHaveProperty('newImage');
  expect(none.changes).toEqual([]);
});
