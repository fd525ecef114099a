import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { Clock } from '../../../local/clock';
import { type ChangeRecord } from '../../../local/dynamodb/change-feed';
import { DynamoDbEngine } from '../../../local/dynamodb/dynamodb-engine';
import { INCIDENTS, NOON, openIncidents } from './incident-table';

const TableName = 'Incidents';
const Key = (sk: string) => ({ pk: { S: 'I#1' }, sk: { S: sk } });
const open = (sk: string) => ({ ...Key(sk), open: { S: 'yes' }, nextActionAt: { N: '1' } });
const overdue = {
  TableName,
  IndexName: 'overdue',
  KeyConditionExpression: '#o = :yes',
  ExpressionAttributeNames: { '#o': 'open' },
  ExpressionAttributeValues: { ':yes': { S: 'yes' } },
};

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'dynamodb-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('items, indexes and request tokens are there again after a re-open; sequence numbers go on', async () => {
  const count = {
    Update: {
      TableName,
      Key: Key('c'),
      UpdateExpression: 'ADD n :one',
      ExpressionAttributeValues: { ':one': { N: '1' } },
    },
  };
  const first = await openIncidents(directory);
  await first.engine.call('PutItem', { TableName, Item: open('a') });
  await first.engine.call('TransactWriteItems', { TransactItems: [count], ClientRequestToken: 'token' });
  await first.engine.close();

  const second = await openIncidents(directory);
  expect(second.changes).toEqual([]);
  expect((await second.engine.call('Query', overdue)).Items).toEqual([open('a')]);
  await second.engine.call('TransactWriteItems', { TransactItems: [count], ClientRequestToken: 'token' });
  const { Item } = await second.engine.call('GetItem', { TableName, Key: Key('c') });
  expect(Item).toMatchObject({ n: { N: '1' } });
  await second.engine.call('DeleteItem', { TableName, Key: Key('a') });
  const [before = '', after = ''] = [first.changes.at(-1)?.sequenceNumber, second.changes[0]?.sequenceNumber];
  expect(after > before).toBe(true);
  await second.engine.close();
});

test('a change that was committed but not taken is handed over at the next open', async () => {
  const failing = new DynamoDbEngine({
    clock: new Clock(NOON, 0),
    directory,
    tables: [INCIDENTS],
    onChange: () => {
      throw new Error('killed before the record was safe');
    },
  });
  await failing.open();
  await expect(failing.call('PutItem', { TableName, Item: open('a') })).rejects.toThrow('killed');
  await failing.close();
  const { engine, changes } = await openIncidents(directory);
  expect(changes).toMatchObject([{ eventName: 'INSERT', newImage: open('a') }] satisfies Partial<ChangeRecord>[]);
  await engine.close();
  const again = await openIncidents(directory);
  expect(again.changes).toEqual([]);
  await again.engine.close();
});

test('an index that the template adds is filled from the stored items', async () => {
  const { GlobalSecondaryIndexes: _, ...properties } = INCIDENTS.properties;
  const AttributeDefinitions = (properties.AttributeDefinitions as object[]).slice(0, 2);
  const bare = await openIncidents(directory, { ...INCIDENTS, properties: { ...properties, AttributeDefinitions } });
  await bare.engine.call('PutItem', { TableName, Item: open('a') });
  await bare.engine.call('PutItem', { TableName, Item: Key('b') });
  await bare.engine.close();
  const { engine } = await openIncidents(directory);
  expect((await engine.call('Query', overdue)).Items).toEqual([open('a')]);
  await engine.close();
});

test('stored data with another primary key are refused, with the mend', async () => {
  await (await openIncidents(directory)).engine.close();
  const KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }];
  const AttributeDefinitions = (INCIDENTS.properties.AttributeDefinitions as object[]).filter((_, n) => n !== 1);
  const other = { ...INCIDENTS, properties: { ...INCIDENTS.properties, KeySchema, AttributeDefinitions } };
  await expect(openIncidents(directory, other)).rejects.toThrow(/Incidents.*--fresh/);
});

test('after kill -9 every answered transaction is whole, and none is half there', async () => {
  const bundle = join(directory, 'writer.cjs');
  buildSync({
    entryPoints: [join(__dirname, 'endless-writer.ts')],
    bundle: true,
    platform: 'node',
    external: ['dynalite'],
    outfile: bundle,
  });
  const answered = await new Promise<number>((resolve) => {
    let latest = 0;
    const writer = spawn(process.execPath, [bundle, directory], {
      env: { ...process.env, NODE_PATH: join(__dirname, '../../../node_modules') },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    writer.stdout.on('data', (lines: Buffer) => {
      latest = Number(lines.toString().trim().split('\n').at(-1));
      if (latest >= 200) writer.kill('SIGKILL');
    });
    writer.on('exit', () => resolve(latest));
  });
  const { engine } = await openIncidents(directory);
  const countOf = async (pk: string) =>
    (
      await engine.call('Query', {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: pk } },
      })
    ).Count as number;
  const left = await countOf('left');
  expect(left).toBeGreaterThanOrEqual(answered);
  expect(await countOf('right')).toBe(left);
  await engine.close();
});
