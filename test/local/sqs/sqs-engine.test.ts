import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { Clock } from '../../../local/clock';
import { SqsEngine } from '../../../local/sqs/sqs-engine';
import { gatewayScene, type GatewayScene } from '../support/gateway-scene';

const resources = {
  Alerts: {
    Type: 'AWS::SQS::Queue',
    Properties: {
      VisibilityTimeout: 60,
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 2 },
    },
  },
  Dead: { Type: 'AWS::SQS::Queue', Properties: { MessageRetentionPeriod: 1_209_600 } },
};

let scene: GatewayScene;
let engine: SqsEngine;
let sqs: SQSClient;
let QueueUrl: string;

beforeEach(async () => {
  scene = await gatewayScene(resources, (template, clock) => [
    (engine = new SqsEngine({ clock, queues: template.ofType('AWS::SQS::Queue') })),
  ]);
  sqs = new SQSClient(scene.config());
  QueueUrl = engine.queue('Alerts').url;
});
afterEach(() => scene.stop());

const receive = (max = 10) =>
  sqs.send(
    new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages: max,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
  );

it('sends and receives bodies and attributes with the digests that the SDK checks', async () => {
  const MessageAttributes = {
    name: { DataType: 'String', StringValue: 'Zoë' },
    count: { DataType: 'Number', StringValue: '7' },
    raw: { DataType: 'Binary', BinaryValue: Buffer.from([1, 2, 255]) },
  };
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'a "body" ⚠', MessageAttributes }));
  const [message] = (await receive()).Messages ?? [];
  expect(message?.Body).toBe('a "body" ⚠');
  expect(message?.MessageAttributes?.name?.StringValue).toBe('Zoë');
  expect(Buffer.from(message?.MessageAttributes?.raw?.BinaryValue ?? [])).toEqual(Buffer.from([1, 2, 255]));
  expect(message?.Attributes).toMatchObject({ ApproximateReceiveCount: '1', SentTimestamp: String(scene.clock.now()) });
});

it('hides a received message until its visibility time-out, then hands it out again', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await receive();
  expect((await receive()).Messages).toBeUndefined();
  await scene.clock.advance(60_000);
  expect((await receive()).Messages?.[0]?.Attributes?.ApproximateReceiveCount).toBe('2');
});

it('F20: moves a message to the dead-letter queue after maxReceiveCount receptions', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'poison' }));
  for (let i = 0; i < 2; i++) {
    await receive();
    await scene.clock.advance(60_000);
  }
  expect((await receive()).Messages).toBeUndefined();
  expect(engine.messages('Alerts')).toEqual([]);
  expect(engine.messages('Dead')).toMatchObject([{ body: 'poison', deadLetterSourceArn: engine.queue('Alerts').arn }]);
});

it('deletes by the newest receipt only', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  const first = (await receive()).Messages![0]!.ReceiptHandle;
  await scene.clock.advance(60_000);
  const second = (await receive()).Messages![0]!.ReceiptHandle;
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: first }));
  expect(engine.messages('Alerts')).toHaveLength(1);
  await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle: second }));
  expect(engine.messages('Alerts')).toEqual([]);
});

it('F8: sends and deletes in batches, each entry on its own', async () => {
  const Entries = ['a', 'b', 'c'].map((Id) => ({ Id, MessageBody: Id === 'b' ? '' : Id }));
  const sent = await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
  expect(sent.Successful?.map(({ Id }) => Id)).toEqual(['a', 'c']);
  expect(sent.Failed).toMatchObject([{ Id: 'b', Code: 'MissingParameter', SenderFault: true }]);
  const handles = (await receive()).Messages!.map(({ ReceiptHandle }, i) => ({ Id: `${i}`, ReceiptHandle }));
  await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: handles }));
  expect(engine.messages('Alerts')).toEqual([]);
});

it('changes visibility, counts, purges, and forgets after the retention period', async () => {
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'x' }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'later', DelaySeconds: 30 }));
  const { ReceiptHandle } = (await receive()).Messages![0]!;
  const counts = async () =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes;
  expect(await counts()).toMatchObject({
    ApproximateNumberOfMessages: '0',
    ApproximateNumberOfMessagesNotVisible: '1',
    ApproximateNumberOfMessagesDelayed: '1',
  });
  await sqs.send(new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout: 0 }));
  expect((await receive()).Messages).toHaveLength(1);
  await sqs.send(new PurgeQueueCommand({ QueueUrl }));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'old' }));
  await scene.clock.advance(345_601_000);
  expect((await receive()).Messages).toBeUndefined();
});

it('answers errors as SQS does', async () => {
  await expect(sqs.send(new GetQueueUrlCommand({ QueueName: 'Nope' }))).rejects.toMatchObject({
    name: 'QueueDoesNotExist',
  });
  await expect(receive(11)).rejects.toMatchObject({ name: 'InvalidParameterValue' });
});

it('keeps its messages when it is opened again', () => {
  const directory = mkdtempSync(join(tmpdir(), 'sqs-'));
  const options = { clock: new Clock(0, 0), directory, queues: scene.template.ofType('AWS::SQS::Queue') };
  new SqsEngine(options).send(engine.queue('Alerts').arn, 'kept');
  expect(new SqsEngine(options).messages('Alerts')).toMatchObject([{ body: 'kept' }]);
  rmSync(directory, { recursive: true });
});
