import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { clockMachines } from '../../../lambdas/adapters/clock-machines';
import { deadLetterQueue } from '../../../lambdas/adapters/dead-letter-queue';
import { functionRedriver } from '../../../lambdas/adapters/function-redriver';
import { incidentBus } from '../../../lambdas/adapters/incident-bus';
import { linkKeySecret } from '../../../lambdas/adapters/link-key-secret';
import { responderTopics } from '../../../lambdas/adapters/responder-topics';
import { World } from '../../support/domain-world';
import { recorders } from '../support/recorders';

describe('the incident bus', () => {
  const client = new EventBridgeClient({});
  const bridge = mockClient(client);
  beforeEach(() => bridge.reset());
  const news = (count: number) => Array.from({ length: count }, (_, index) => ({ type: `T${index}`, detail: {} }));
  const types = () =>
    bridge.commandCalls(PutEventsCommand).map(({ args }) => args[0].input.Entries?.map((entry) => entry.DetailType));

  test('takes at most ten at once', async () => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 0, Entries: [] });
    await incidentBus('bus', client).publish(news(12));
    expect(types().map((call) => call?.length)).toEqual([10, 2]);
  });

  test('that refuses some: only those are sent again', async () => {
    bridge
      .on(PutEventsCommand)
      .resolvesOnce({
        FailedEntryCount: 1,
        Entries: [{ EventId: '1' }, { ErrorCode: 'ThrottlingException' }, { EventId: '3' }],
      })
      .resolves({ FailedEntryCount: 0, Entries: [{ EventId: '2' }] });
    await incidentBus('bus', client).publish(news(3));
    expect(types()).toEqual([['T0', 'T1', 'T2'], ['T1']]);
  });

  test('that keeps refusing: it throws, with the reason', async () => {
    bridge.on(PutEventsCommand).resolves({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
    await expect(incidentBus('bus', client).publish(news(1))).rejects.toThrow(
      '1 events could not be put on the incident bus: InternalFailure',
    );
    expect(types()).toHaveLength(3);
  });
});

describe('the clock machines', () => {
  const client = new SFNClient({});
  const machines = mockClient(client);
  beforeEach(() => machines.reset());
  const clocks = clockMachines({ escalation: 'arn:e', 'update-cadence': 'arn:u' }, client);

  test('start a clock under a name that is used once', async () => {
    machines.on(StartExecutionCommand).resolves({});
    await clocks.start('update-cadence', 'K7MQ', 3);
    expect(machines.commandCalls(StartExecutionCommand)[0]?.args[0].input).toMatchObject({
      stateMachineArn: 'arn:u',
      name: 'K7MQ-update-cadence-g3',
      input: expect.stringContaining('"generation":3') as string,
    });
  });

  test('that were started already are left alone; any other failure is one', async () => {
    machines.on(StartExecutionCommand).rejectsOnce(new ExecutionAlreadyExists({ message: 'x', $metadata: {} }));
    await expect(clocks.start('escalation', 'K7MQ', 1)).resolves.toBeUndefined();
    machines.on(StartExecutionCommand).rejects(new Error('throttled'));
    await expect(clocks.start('escalation', 'K7MQ', 1)).rejects.toThrow('throttled');
  });
});

describe('the topics of responders', () => {
  const client = new SNSClient({});
  const topics = mockClient(client);
  beforeEach(() => topics.reset());
  const world = new World();
  world.open();
  const [message] = world.messages;
  const outgoing = { message: message!, subject: 'SEV-1 checkout-5xx (K7MQ)', email: 'mail', sms: 'sms' };

  test('one publish carries a page on all its channels, with what tells one page from another', async () => {
    topics.on(PublishCommand).resolves({});
    const { log } = recorders();
    await responderTopics({ alex: 'arn:alex', kim: 'arn:kim' }, 'kim', log, client).send(outgoing);
    const [call] = topics.commandCalls(PublishCommand);
    const { Message, MessageAttributes, ...rest } = call!.args[0].input;
    expect(rest).toEqual({ TopicArn: 'arn:alex', MessageStructure: 'json', Subject: 'SEV-1 checkout-5xx (K7MQ)' });
    expect(JSON.parse(Message!)).toEqual({ default: 'mail', email: 'mail', sms: 'sms' });
    const values = Object.fromEntries(
      Object.entries(MessageAttributes!).map(([name, { StringValue }]) => [name, StringValue]),
    );
    expect(values).toEqual({
      channel: '["sms","email"]',
      kind: 'page',
      incidentId: 'K7MQ',
      responder: 'alex',
      level: '1',
      attempt: '1',
      'AWS.SNS.SMS.SMSType': 'Transactional',
    });
  });

  test('M92: a responder whose topic is gone: the last resort gets it, and the log says so', async () => {
    topics.on(PublishCommand).resolves({});
    const { log, codes } = recorders();
    await responderTopics({ kim: 'arn:kim' }, 'kim', log, client).send(outgoing);
    expect(topics.commandCalls(PublishCommand)[0]?.args[0].input.TopicArn).toBe('arn:kim');
    expect(codes()).toEqual(['T304']);
  });
});

describe('the keys of links', () => {
  const client = new SecretsManagerClient({});
  const secrets = mockClient(client);
  beforeEach(() => secrets.reset());

  test('are fetched once, and survive a store that is down', async () => {
    secrets
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: '{"current":"a","previous":"b"}' })
      .rejects(new Error('down'));
    const keys = linkKeySecret('arn:secret', client);
    const first = await keys.keys();
    expect(await keys.keys()).toBe(first);
    expect(first).toHaveLength(2);
    expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(1);
    const clock = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 6 * 60_000);
    expect(await keys.keys()).toBe(first);
    expect(secrets.commandCalls(GetSecretValueCommand)).toHaveLength(2);
    clock.mockRestore();
  });

  test('a secret without a current key says how to mend it', async () => {
    secrets.on(GetSecretValueCommand).resolves({ SecretString: '{}' });
    await expect(linkKeySecret('arn:secret', client).keys()).rejects.toThrow(/has no "current" key\. Mend: put/);
  });
});

test('the dead-letter queue gets the body as it came, and the reason as an attribute', async () => {
  const client = new SQSClient({});
  const queue = mockClient(client);
  queue.on(SendMessageCommand).resolves({});
  await deadLetterQueue('https://queue', client).put('{odd', 'The message is no JSON');
  expect(queue.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
    QueueUrl: 'https://queue',
    MessageBody: '{odd',
    MessageAttributes: { reason: { DataType: 'String', StringValue: 'The message is no JSON' } },
  });
});

test('re-driving invokes the function that should have acted, and does not wait for it', async () => {
  const client = new LambdaClient({});
  const lambda = mockClient(client);
  lambda.on(InvokeCommand).resolves({});
  const redriver = functionRedriver({ escalate: 'e', cadence: 'c', notify: 'n', publish: 'p' }, client);
  await redriver.escalate('K7MQ');
  await redriver.checkCadence('K7MQ');
  await redriver.notify('K7MQ', [1, 2]);
  await redriver.publishPage();
  const calls = lambda.commandCalls(InvokeCommand).map(({ args }) => args[0].input);
  expect(
    calls.map(({ FunctionName, Payload }) => [FunctionName, JSON.parse(Payload as unknown as string) as unknown]),
  ).toEqual([
    ['e', { incidentId: 'K7MQ', restart: true }],
    ['c', { incidentId: 'K7MQ', restart: true }],
    ['n', { detail: { incidentId: 'K7MQ', numbers: [1, 2] } }],
    ['p', {}],
  ]);
  expect(new Set(calls.map(({ InvocationType }) => InvocationType))).toEqual(new Set(['Event']));
});
