import { convertToNative } from '@aws-sdk/util-dynamodb';
import type { Exchange, WireCall } from './exchange';

/** A call as it is made with nothing but the SDK. */
export interface PeerCall {
  /** The package of `@aws-sdk`, without the scope. */
  readonly client: string;
  readonly command: string;
  readonly input: object;
}

type Inputs = (sent: string) => object;

const asSent: Inputs = (sent) => JSON.parse(sent) as object;
const document: Inputs = (sent) => plain(JSON.parse(sent)) as object;

/** What makes each call. Where the wire form is not the command's input, one of the same weight stands for it. */
const commands: Readonly<Record<WireCall, readonly [client: string, command: string, input: Inputs]>> = {
  'dynamodb:GetItem': ['lib-dynamodb', 'GetCommand', document],
  'dynamodb:PutItem': ['lib-dynamodb', 'PutCommand', document],
  'dynamodb:Query': ['lib-dynamodb', 'QueryCommand', document],
  'dynamodb:UpdateItem': ['lib-dynamodb', 'UpdateCommand', document],
  'dynamodb:BatchGetItem': ['lib-dynamodb', 'BatchGetCommand', document],
  'dynamodb:BatchWriteItem': ['lib-dynamodb', 'BatchWriteCommand', document],
  'dynamodb:TransactWriteItems': ['lib-dynamodb', 'TransactWriteCommand', document],
  'events:PutEvents': ['client-eventbridge', 'PutEventsCommand', asSent],
  'lambda:POST': [
    'client-lambda',
    'InvokeCommand',
    (Payload) => ({ FunctionName: 'f', InvocationType: 'Event', Payload }),
  ],
  's3:HEAD': ['client-s3', 'HeadObjectCommand', () => ({ Bucket: 'b', Key: 'k' })],
  's3:PUT': [
    'client-s3',
    'PutObjectCommand',
    (Body) => ({ Bucket: 'b', Key: 'k', Body, ContentType: 'text/html', IfNoneMatch: '*' }),
  ],
  'secretsmanager:GetSecretValue': ['client-secrets-manager', 'GetSecretValueCommand', asSent],
  'sns:POST': [
    'client-sns',
    'PublishCommand',
    (sent) => ({ TopicArn: 'arn:aws:sns:eu-central-1:0:t', Message: new URLSearchParams(sent).get('Message') }),
  ],
  'sqs:SendMessage': ['client-sqs', 'SendMessageCommand', asSent],
  'states:StartExecution': ['client-sfn', 'StartExecutionCommand', asSent],
};

/** @throws Error for a call that the table does not know */
export function peerCall({ call, sent }: Pick<Exchange, 'call' | 'sent'>): PeerCall {
  const known = commands[call];
  if (!known) throw new Error(`bench/cold-start/peer-call.ts does not know how to make the call ${call}.`);
  const [client, command, input] = known;
  return { client, command, input: input(sent.toString()) };
}

const types = ['S', 'N', 'BOOL', 'NULL', 'L', 'M'];

/** DynamoDB's `{ S: 'text' }` as plain values, wherever they are. */
export function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  if (entries.length === 1 && types.includes(entries[0]![0]))
    return convertToNative(value as Parameters<typeof convertToNative>[0]);
  return Object.fromEntries(entries.map(([name, inner]) => [name, plain(inner)]));
}
