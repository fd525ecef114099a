import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ListSubscriptionsByTopicCommand,
  PublishBatchCommand,
  GetSMSSandboxAccountStatusCommand,
  PublishCommand,
  SNSClient,
  UnsubscribeCommand,
  type PublishCommandInput,
} from '@aws-sdk/client-sns';
import { Outbox } from '../../../local/sns/outbox';
import { SnsEngine } from '../../../local/sns/sns-engine';
import { gatewayScene, type GatewayScene } from '../support/gateway-scene';

const subscription = (Protocol: string, Endpoint: string, more: object = {}) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: { Ref: 'Ada' }, Protocol, Endpoint, ...more },
});
const channel = (name: string) => ({ FilterPolicy: { channel: [name] } });
const QUEUE = 'arn:aws:sqs:eu-central-1:000000000000:Queue';

const resources = {
  Ada: { Type: 'AWS::SNS::Topic' },
  Mail: subscription('email', 'ada@example.com', channel('email')),
  Phone: subscription('sms', '+4912345', channel('sms')),
  Queue: subscription('sqs', QUEUE, { FilterPolicy: { tone: [{ prefix: 'lou' }] } }),
};

let scene: GatewayScene;
let engine: SnsEngine;
let sns: SNSClient;
let directory: string;
let toQueue: jest.Mock;
let TopicArn: string;

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'sns-'));
  toQueue = jest.fn();
  scene = await gatewayScene(resources, (template, clock) => [
    (engine = new SnsEngine({ clock, directory, resources: template.resources, toQueue, toFunction: jest.fn() })),
  ]);
  sns = new SNSClient(scene.config());
  TopicArn = scene.template.resources[0]!.arn;
});
afterEach(() => {
  scene.stop();
  rmSync(directory, { recursive: true });
});

const text = (StringValue: string) => ({ DataType: 'String', StringValue });
const list = (...values: string[]) => ({ DataType: 'String.Array', StringValue: JSON.stringify(values) });
const publish = (input: Partial<PublishCommandInput>) =>
  sns.send(new PublishCommand({ TopicArn, Message: 'hello', ...input }));

it('puts one line per person and channel into the outbox, each with its own text', async () => {
  await publish({
    Subject: 'SEV-1 checkout-5xx (K7MQ)',
    Message: JSON.stringify({
      default: 'd',
      email: 'Paying fails.\nhttps://x.test/a/1\nsee https://y.test',
      sms: 'SEV-1\nhttps://x.test/a/2',
    }),
    MessageStructure: 'json',
    MessageAttributes: {
      channel: list('email', 'sms'),
      kind: text('page'),
      incidentId: text('K7MQ'),
      responder: text('ada'),
      level: { DataType: 'Number', StringValue: '1' },
    },
  });
  const common = { at: '2027-03-03T02:00:00.000Z', kind: 'page', incidentId: 'K7MQ', responder: 'ada', level: 1 };
  expect(engine.messages().map(({ id: _, ...rest }) => rest)).toEqual([
    {
      ...common,
      to: 'ada@example.com',
      channel: 'email',
      subject: 'SEV-1 checkout-5xx (K7MQ)',
      body: 'Paying fails.\nhttps://x.test/a/1\nsee https://y.test',
      link: 'https://x.test/a/1',
    },
    {
      ...common,
      to: '+4912345',
      channel: 'sms',
      subject: null,
      body: 'SEV-1\nhttps://x.test/a/2',
      link: 'https://x.test/a/2',
    },
  ]);
  expect(new Outbox(directory).messages()).toEqual(engine.messages());
});

it('keeps to the filters, by exact value, array and prefix', async () => {
  await publish({ MessageAttributes: { channel: text('sms') } });
  await publish({ MessageAttributes: { channel: text('pigeon'), tone: text('loud') } });
  await publish({});
  expect(engine.messages().map(({ to }) => to)).toEqual(['+4912345']);
  expect(toQueue).toHaveBeenCalledTimes(1);
  const [topic, queue, body] = toQueue.mock.calls[0] as [string, string, string];
  expect([topic, queue]).toEqual([TopicArn, QUEUE]);
  expect(JSON.parse(body)).toMatchObject({
    Type: 'Notification',
    Message: 'hello',
    MessageAttributes: { tone: { Type: 'String', Value: 'loud' } },
  });
});

it.each<[string, Partial<PublishCommandInput>, string]>([
  ['a subject of 101 characters', { Subject: 'x'.repeat(101) }, 'InvalidParameter'],
  ['a subject with a line break', { Subject: 'a\nb' }, 'InvalidParameter'],
  ['a subject beyond ASCII', { Subject: 'Störung' }, 'InvalidParameter'],
  ['JSON without a default text', { Message: '{"sms":"x"}', MessageStructure: 'json' }, 'InvalidParameter'],
  [
    'an empty attribute',
    { MessageAttributes: { kind: { DataType: 'String', StringValue: '' } } },
    'ParameterValueInvalid',
  ],
  ['a message above 256 KiB', { Message: 'x'.repeat(262_145) }, 'InvalidParameter'],
  ['a topic that is not there', { TopicArn: 'arn:aws:sns:eu-central-1:000000000000:Nobody' }, 'NotFound'],
])('refuses %s', async (_, input, Code) => {
  await expect(publish(input)).rejects.toMatchObject({ Code });
  expect(engine.messages()).toEqual([]);
});

it('F8: publishes a batch, each entry on its own', async () => {
  const entry = (Id: string, Subject: string) => ({
    Id,
    Subject,
    Message: Id,
    MessageAttributes: { channel: text('email') },
  });
  const answer = await sns.send(
    new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [entry('a', 'fine'), entry('b', 'ö')] }),
  );
  expect(answer.Successful?.map(({ Id }) => Id)).toEqual(['a']);
  expect(answer.Failed).toMatchObject([{ Id: 'b', Code: 'InvalidParameter' }]);
});

it('lists subscriptions', async () => {
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  expect(Subscriptions?.map(({ Protocol, Endpoint }) => [Protocol, Endpoint])).toEqual([
    ['email', 'ada@example.com'],
    ['sms', '+4912345'],
    ['sqs', QUEUE],
  ]);
});

test('an address that waits for its confirmation, or was ended, is listed so and gets nothing', async () => {
  const listed = async () => {
    const { Subscriptions = [] } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
    return Subscriptions.map(({ Protocol, SubscriptionArn }) => `${Protocol} ${SubscriptionArn!.slice(0, 7)}`);
  };
  const delivered = async () => {
    const before = engine.messages().length;
    const both = { DataType: 'String.Array', StringValue: '["email","sms"]' };
    await sns.send(new PublishCommand({ TopicArn, Message: 'x', MessageAttributes: { channel: both } }));
    return engine
      .messages()
      .slice(before)
      .map((message) => message.channel);
  };
  engine.setAddress('ada@example.com', 'pending');
  expect(await listed()).toEqual(['email Pending', 'sms arn:aws', 'sqs arn:aws']);
  expect(await delivered()).toEqual(['sms']);
  engine.setAddress('ada@example.com');
  const { Subscriptions } = await sns.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
  await sns.send(new UnsubscribeCommand({ SubscriptionArn: Subscriptions![1]!.SubscriptionArn }));
  expect(await listed()).toEqual(['email arn:aws', 'sqs arn:aws']);
  expect(await delivered()).toEqual(['email']);
});

test('nothing leaves this machine, so no sandbox holds it', async () => {
  expect((await sns.send(new GetSMSSandboxAccountStatusCommand({}))).IsInSandbox).toBe(false);
});
