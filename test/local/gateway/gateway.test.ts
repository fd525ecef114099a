import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { SNSClient, ListTopicsCommand } from '@aws-sdk/client-sns';
import type { FaultKind } from '../../../local/faults/fault';
import { SqsEngine } from '../../../local/sqs/sqs-engine';
import { gatewayScene, type GatewayScene } from '../support/gateway-scene';

let scene: GatewayScene;
let engine: SqsEngine;

beforeEach(async () => {
  scene = await gatewayScene(
    { Queue: { Type: 'AWS::SQS::Queue' } },
    (template, clock) => [(engine = new SqsEngine({ clock, queues: template.ofType('AWS::SQS::Queue') }))],
    (caller, permission) =>
      permission.action === 'sqs:GetQueueUrl' && caller.roleArn ? `${caller.accessKeyId} may not` : undefined,
  );
});
afterEach(() => scene.stop());

const client = (who: string) => new SQSClient(scene.config(who));
const sendOne = (sqs: SQSClient) =>
  sqs.send(new SendMessageCommand({ QueueUrl: engine.queue('Queue').url, MessageBody: 'x' }));

it('refuses what IAM refuses, in the words of the service', async () => {
  const look = new GetQueueUrlCommand({ QueueName: 'Queue' });
  await expect(client('Audit').send(look)).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: 'Audit may not',
  });
  await expect(client('owner').send(look)).resolves.toBeDefined();
});

it.each<[string, FaultKind, string | RegExp, number]>([
  ['F1', 'before', 'InternalError', 0],
  ['F2', 'after', 'InternalError', 1],
  ['F4', 'throttle', 'RequestThrottled', 0],
])('%s: a fault %s strikes a function with %s', async (_, kind, name, messages) => {
  scene.faults.set([{ service: 'sqs', operation: 'SendMessage', nth: 1, kind }]);
  await expect(sendOne(client('Audit'))).rejects.toMatchObject({ name });
  expect(engine.messages('Queue')).toHaveLength(messages);
  await expect(sendOne(client('Audit'))).resolves.toBeDefined();
});

it('F12: twice carries a call out twice; the owner never meets a fault', async () => {
  scene.faults.set([{ service: 'sqs', operation: '*', rate: 1, kind: 'twice' }]);
  await sendOne(client('Audit'));
  expect(engine.messages('Queue')).toHaveLength(2);
  await sendOne(client('owner'));
  expect(engine.messages('Queue')).toHaveLength(3);
  expect(scene.faults.callsSeen()).toEqual([{ caller: 'Audit', service: 'sqs', operation: 'SendMessage', nth: 1 }]);
});

it('F5: a call that hangs is not in flight: the clock can still be skipped ahead', async () => {
  scene.faults.set([{ service: 'sqs', operation: 'SendMessage', nth: 1, kind: 'hang' }]);
  const abort = new AbortController();
  const hung = client('Audit').send(new SendMessageCommand({ QueueUrl: engine.queue('Queue').url, MessageBody: 'x' }), {
    abortSignal: abort.signal,
  });
  await scene.clock.advance(60_000);
  abort.abort();
  await expect(hung).rejects.toMatchObject({ name: 'AbortError' });
});

it('says what is missing when nobody signed, or the service is not there', async () => {
  const response = await fetch(scene.config().endpoint);
  expect([response.status, await response.json()]).toEqual([
    403,
    { message: expect.stringContaining('sign the request') as string },
  ]);
  await expect(new SNSClient(scene.config()).send(new ListTopicsCommand({}))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 501 },
  });
});
