import { packagesOf, peerSource } from '../../../bench/cold-start/peer';
import { peerCall, plain } from '../../../bench/cold-start/peer-call';

const imports = (...names: string[]) => ({
  bytes: 1,
  imports: names.map((original) => ({
    path: `node_modules/${original}/index.js`,
    kind: 'import-statement' as const,
    original,
  })),
});

test('the clients of a handler are those that its own files import', () => {
  const graph = {
    'lambdas/x/handler.ts': imports('../adapters/bus'),
    'lambdas/adapters/bus.ts': imports('@aws-sdk/client-eventbridge', '@aws-sdk/util-dynamodb'),
    'lambdas/adapters/pages.ts': imports('@aws-sdk/client-s3', '@aws-sdk/client-dynamodb', '@aws-sdk/lib-dynamodb'),
    'node_modules/@aws-sdk/lib-dynamodb/index.js': imports('@aws-sdk/client-sns'),
  };
  const inputs = (...files: (keyof typeof graph)[]) =>
    Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }]));
  const all = Object.keys(graph) as (keyof typeof graph)[];
  expect(packagesOf({ graph, inputs: inputs(...all) })).toEqual(['client-eventbridge', 'client-s3', 'lib-dynamodb']);
  const withoutPages = all.filter((file) => !file.endsWith('pages.ts'));
  expect(packagesOf({ graph, inputs: inputs(...withoutPages) })).toEqual(['client-eventbridge']);
});

test('the peer sends what the handler sent, with clients that are made alike', () => {
  const sent = Buffer.from(JSON.stringify({ TableName: 't', Key: { pk: { S: 'p' } }, ConsistentRead: true }));
  const call = peerCall({ call: 'dynamodb:GetItem', sent });
  expect(call).toEqual({
    client: 'lib-dynamodb',
    command: 'GetCommand',
    input: { TableName: 't', Key: { pk: 'p' }, ConsistentRead: true },
  });
  const source = peerSource(
    [
      { name: 'client-sqs', commands: ['SendMessageCommand'] },
      { name: 'lib-dynamodb', commands: ['GetCommand'] },
    ],
    [call],
  );
  expect(source).toContain(`import { SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';`);
  expect(source).toContain('"throwOnRequestTimeout":true');
  expect(source).toContain('const client1 = documentClient();');
  expect(source).toContain(
    'await client1.send(new GetCommand({"TableName":"t","Key":{"pk":"p"},"ConsistentRead":true}))',
  );
});

test('a call or a client that it does not know is refused, by its name', () => {
  expect(() => peerCall({ call: 's3:DELETE', sent: Buffer.of() })).toThrow('s3:DELETE');
  const call = { client: 'client-sns', command: 'PublishCommand', input: {} };
  expect(() => peerSource([], [call])).toThrow('client-sns');
});

test('attribute values become plain values wherever they are', () => {
  const wire = { TransactItems: [{ Put: { Item: { count: { N: '3' }, list: { L: [{ BOOL: true }] } } } }] };
  expect(plain(wire)).toEqual({ TransactItems: [{ Put: { Item: { count: 3, list: [true] } } }] });
});
