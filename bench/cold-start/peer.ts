import { buildSync } from 'esbuild';
import { join } from 'node:path';
import { clientOptions } from '../../lambdas/adapters/aws-clients';
import { bundleOptions, type HandlerBundle } from '../bundles';
import type { WireCall } from './exchange';

/** How a call is made with nothing but the SDK; the table has no say in the answer, which is replayed. */
const commands: Readonly<Record<WireCall, readonly [client: string, command: string, input: object]>> = {
  'dynamodb:GetItem': ['lib-dynamodb', 'GetCommand', { TableName: 't', Key: { pk: 'p', sk: 's' } }],
  'dynamodb:Query': ['lib-dynamodb', 'QueryCommand', { TableName: 't', KeyConditionExpression: 'pk = :pk' }],
  'dynamodb:UpdateItem': ['lib-dynamodb', 'UpdateCommand', { TableName: 't', Key: { pk: 'p', sk: 's' } }],
  'dynamodb:BatchGetItem': ['lib-dynamodb', 'BatchGetCommand', { RequestItems: { t: { Keys: [{ pk: 'p' }] } } }],
  'dynamodb:BatchWriteItem': ['lib-dynamodb', 'BatchWriteCommand', { RequestItems: { t: [] } }],
  'dynamodb:TransactWriteItems': [
    'lib-dynamodb',
    'TransactWriteCommand',
    { TransactItems: [{ Put: { TableName: 't', Item: { pk: 'p', sk: 's' } } }] },
  ],
  'events:PutEvents': ['client-eventbridge', 'PutEventsCommand', { Entries: [] }],
  'lambda:POST': ['client-lambda', 'InvokeCommand', { FunctionName: 'f', InvocationType: 'Event', Payload: '{}' }],
  's3:HEAD': ['client-s3', 'HeadObjectCommand', { Bucket: 'b', Key: 'k' }],
  's3:PUT': ['client-s3', 'PutObjectCommand', { Bucket: 'b', Key: 'k', Body: 'x'.repeat(4_000), IfNoneMatch: '*' }],
  'secretsmanager:GetSecretValue': ['client-secrets-manager', 'GetSecretValueCommand', { SecretId: 's' }],
  'sns:POST': ['client-sns', 'PublishCommand', { TopicArn: 'arn:aws:sns:eu-central-1:1:t', Message: 'm' }],
  'sqs:SendMessage': ['client-sqs', 'SendMessageCommand', { QueueUrl: 'http://127.0.0.1/q', MessageBody: 'm' }],
  'states:StartExecution': ['client-sfn', 'StartExecutionCommand', { stateMachineArn: 'a', name: 'n', input: '{}' }],
};

/** The client classes, by package. The document client is made by the adapters' own factory. */
const clients: Readonly<Record<string, string>> = {
  'client-eventbridge': 'EventBridgeClient',
  'client-lambda': 'LambdaClient',
  'client-s3': 'S3Client',
  'client-secrets-manager': 'SecretsManagerClient',
  'client-sfn': 'SFNClient',
  'client-sns': 'SNSClient',
  'client-sqs': 'SQSClient',
};

/**
 * The SDK packages whose clients a handler makes, by its bundle's metafile: what its own files import, the client
 * factory left out, which imports DynamoDB for everybody.
 */
export function packagesOf({ inputs, graph }: Pick<HandlerBundle, 'inputs' | 'graph'>): string[] {
  const own = Object.keys(inputs).filter((file) => file.startsWith('lambdas/') && !file.endsWith('/aws-clients.ts'));
  const imported = own.flatMap((file) => graph[file]?.imports.map(({ original }) => original ?? '') ?? []);
  const packages = imported.flatMap((name) => /^@aws-sdk\/(client-[a-z0-9-]+|lib-dynamodb)$/.exec(name)?.[1] ?? []);
  return [...new Set(packages)].filter((name) => name !== 'client-dynamodb').sort();
}

/**
 * The same SDK clients alone, bundled alike: they are made as the handler makes them, and make the same calls one after
 * the other, whatever comes back.
 */
export function peerOf(bundle: HandlerBundle, calls: readonly WireCall[]): Uint8Array {
  const { outputFiles } = buildSync({
    ...bundleOptions,
    stdin: {
      contents: peerSource(packagesOf(bundle), calls),
      resolveDir: join(bundleOptions.absWorkingDir, 'lambdas'),
      loader: 'ts',
    },
    write: false,
  });
  return outputFiles[0]!.contents;
}

/** @throws Error for a call that the table of commands does not know */
export function peerSource(packages: readonly string[], calls: readonly WireCall[]): string {
  const made = calls.map((call) => {
    const known = commands[call];
    if (!known) throw new Error(`bench/cold-start/peer.ts does not know how to make the call ${call}.`);
    return known;
  });
  const options = (name: string) =>
    JSON.stringify({ ...clientOptions, ...(name === 'client-s3' && { forcePathStyle: true }) });
  const names = new Set([...packages, ...made.map(([client]) => client)]);
  return [...names]
    .map((name, index) => {
      const used = [...new Set(made.filter(([client]) => client === name).map(([, command]) => command))];
      const client = clients[name];
      const from = `import { ${[...(client ? [client] : []), ...used].join(', ')} } from '@aws-sdk/${name}';`;
      return client
        ? `${from}\nconst client${index} = new ${client}(${options(name)});`
        : `${from}\nimport { documentClient } from './adapters/aws-clients';\nconst client${index} = documentClient();`;
    })
    .concat(
      'export async function handler() {',
      ...made.map(
        ([client, command, input]) =>
          `  await client${[...names].indexOf(client)}.send(new ${command}(${JSON.stringify(input)})).catch(() => undefined);`,
      ),
      // A client that the first call does not need is made all the same, as in the handler.
      `  return [${[...names].map((_, index) => `client${index}`).join(', ')}].length;`,
      '}',
    )
    .join('\n');
}
