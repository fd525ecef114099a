import { DescribeTimeToLiveCommand, DynamoDBClient, UpdateTimeToLiveCommand } from '@aws-sdk/client-dynamodb';
import { Clock } from '../../../local/clock';
import { DynamoDbEngine } from '../../../local/dynamodb/dynamodb-engine';
import { INCIDENTS, NOON, openIncidents } from './incident-table';
import { serve } from './served-engine';

const TableName = 'Incidents';
const SECOND = 1000;

test('a sweep deletes what has expired by the clock, and says in the stream that it was the TTL', async () => {
  const { engine, clock, changes } = await openIncidents();
  const expiring = (sk: string, expires: object) =>
    engine.call('PutItem', { TableName, Item: { pk: { S: 'T' }, sk: { S: sk }, expires } });
  await expiring('soon', { N: String(NOON / SECOND + 60) });
  await expiring('later', { N: String(NOON / SECOND + 3600) });
  await expiring('a word', { S: String(NOON / SECOND) });
  await expiring('long ago', { N: '1' });
  expect(await engine.sweep()).toBe(0);
  await clock.advance(61 * SECOND);
  expect(await engine.sweep()).toBe(1);
  expect(changes.at(-1)).toMatchObject({
    eventName: 'REMOVE',
    keys: { sk: { S: 'soon' } },
    userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
  });
  const { Count } = await engine.call('Scan', { TableName });
  expect(Count).toBe(3);
});

test('an item renewed after the sweep has seen it stays', async () => {
  const put = (sk: string, expires: number) =>
    engine.call('PutItem', { TableName, Item: { pk: { S: 'T' }, sk: { S: sk }, expires: { N: String(expires) } } });
  const renewed: unknown[] = [];
  const engine = new DynamoDbEngine({
    clock: new Clock(NOON, 0),
    tables: [INCIDENTS],
    onChange: ({ eventName, keys }) => {
      const other = keys.sk?.S === 'a' ? 'b' : 'a';
      if (eventName === 'REMOVE') renewed.push(put(other, NOON / SECOND + 60));
    },
  });
  await engine.open();
  for (const sk of ['a', 'b']) await put(sk, NOON / SECOND - 60);
  expect(await engine.sweep()).toBe(1);
  expect(renewed).toHaveLength(1);
});

test('the setting is described and changed through the SDK', async () => {
  const { engine } = await openIncidents();
  const served = await serve(engine);
  const client = new DynamoDBClient(served.client);
  const setting = async () => (await client.send(new DescribeTimeToLiveCommand({ TableName }))).TimeToLiveDescription;
  const update = (Enabled: boolean) =>
    client.send(
      new UpdateTimeToLiveCommand({ TableName, TimeToLiveSpecification: { AttributeName: 'expires', Enabled } }),
    );
  expect(await setting()).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'expires' });
  await update(false);
  expect(await setting()).toEqual({ TimeToLiveStatus: 'DISABLED' });
  await expect(update(false)).rejects.toMatchObject({ message: 'TimeToLive is already disabled' });
  client.destroy();
  await served.close();
});
