import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { Clock } from '../../../local/clock';
import { startLocalStack, type LocalStack, type StackOptions } from '../../../local/stack';
import { alertToPage } from './alert-to-page';

const assembly = alertToPage();
afterAll(() => rmSync(assembly, { recursive: true }));

const START = Date.UTC(2027, 2, 3, 2, 2);
let stack: LocalStack;
const start = async (more: Partial<StackOptions> = {}) =>
  (stack = await startLocalStack({ assembly, clock: new Clock(START, 0), ...more }));
afterEach(() => stack.stop());

const ring = async (Source = 'test') => {
  const events = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${stack.ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'x' },
  });
  await events.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'alerts', Source, DetailType: 'Alert', Detail: '{"name":"checkout-5xx"}' }],
    }),
  );
};
const advance = (duration: string) =>
  fetch(`http://127.0.0.1:${stack.ports.aws}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: duration }),
  });

it('brings an alert through rule, queue, table and stream to a page, refusing nothing', async () => {
  await start();
  await ring();
  await stack.clock.quiet();
  expect(stack.messages()).toMatchObject([
    {
      to: 'ada@example.com',
      kind: 'page',
      incidentId: 'K7MQ',
      level: 1,
      at: '2027-03-03T02:02:00.000Z',
      body: `checkout-5xx ${stack.outputs.ResponderApiUrl}/a/1`,
    },
  ]);
  expect(stack.denied()).toEqual([]);
  expect(stack.lambda.failures()).toEqual([]);
  expect(await (await fetch(stack.messages()[0]!.link!)).text()).toBe('1');
});

it('refuses a delivery that the queue policy does not allow, and the dead-letter queue keeps the event', async () => {
  await start();
  await ring('closed');
  await stack.clock.quiet();
  expect(stack.sqs.messages('Dead')).toMatchObject([{ attributes: { ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } } }]);
  expect(stack.denied()).toEqual([expect.stringContaining('sqs:SendMessage') as string]);
});

it('refuses a topic that the queue policy does not let in', async () => {
  await start();
  const { ports, template } = stack;
  const sns = new SNSClient({
    endpoint: `http://127.0.0.1:${ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'x' },
  });
  const TopicArn = template.ofType('AWS::SNS::Topic')[0]!.arn;
  await sns.send(
    new PublishCommand({
      TopicArn,
      Message: 'x',
      MessageAttributes: { copy: { DataType: 'String', StringValue: 'yes' } },
    }),
  );
  expect(stack.sqs.messages('Dead')).toEqual([]);
  expect(stack.denied()).toEqual([expect.stringMatching(/sns\.amazonaws\.com.*sqs:SendMessage/) as string]);
});

it('refuses a call that the role does not allow', async () => {
  await start();
  expect((await fetch(`${stack.outputs.ResponderApiUrl}/forbidden`)).status).toBe(500);
  expect(stack.denied()).toEqual([expect.stringMatching(/PageRole.*sns:Publish/) as string]);
  expect(stack.messages()).toEqual([]);
});

it.each(['before', 'after', 'throttle', 'hang'] as const)(
  'F1, F2, F4, F5: one lost call (%s) delays a page and does not lose it',
  async (kind) => {
    await start();
    stack.faults.set([{ service: 'dynamodb', operation: 'PutItem', nth: 1, kind }]);
    await ring();
    await stack.clock.advance(60_000);
    expect(stack.messages()).toHaveLength(1);
  },
);

it('a state machine calls functions on the clock, meets faults and retries', async () => {
  await start();
  stack.faults.set([
    { service: 'lambda', operation: 'Invoke', nth: 1, kind: 'throttle' },
    { service: 'lambda', operation: 'Invoke', nth: 2, kind: 'hang' },
  ]);
  const machine = stack.template.ofType('AWS::StepFunctions::StateMachine')[0]!.arn;
  stack.stepFunctions.start({ stateMachineArn: machine, name: 'one', input: '{"n":1}' });
  await stack.clock.advance(120_000);
  // A minute's wait, a throttled try, a second's pause, 20 s of a call that hangs, two seconds' pause.
  expect(stack.stepFunctions.all()).toMatchObject([
    { name: 'one', status: 'SUCCEEDED', output: JSON.stringify({ n: 2, at: START + 83_000 }) },
  ]);
  expect(stack.faults.callsSeen()).toContainEqual({
    caller: 'Machine',
    service: 'lambda',
    operation: 'Invoke',
    nth: 3,
  });
});

it('is the same after a restart: data, outbox, what is under way, and time', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  await start({ directory });
  await ring();
  await stack.clock.quiet();
  await advance('PT15M');
  const machine = stack.template.ofType('AWS::StepFunctions::StateMachine')[0]!.arn;
  stack.stepFunctions.start({ stateMachineArn: machine, name: 'under-way', input: '{"n":1}' });
  const before = stack.messages();
  await stack.stop();

  await start({ directory, clock: new Clock(START + 900_000, 0) });
  expect(stack.messages()).toEqual(before);
  await stack.clock.advance(60_000);
  expect(stack.stepFunctions.all()).toMatchObject([{ name: 'under-way', status: 'SUCCEEDED' }]);
  await stack.stop();

  await start({ directory, fresh: true });
  expect(stack.messages()).toEqual([]);
  await stack.stop();
  rmSync(directory, { recursive: true });
});

it('has its own endpoints for readiness, clock and faults', async () => {
  await start();
  const local = `http://127.0.0.1:${stack.ports.aws}/_local`;
  const at = '2027-03-03T02:02:00.000Z';
  expect(await (await fetch(`${local}/ready`)).json()).toEqual({ now: at, outputs: stack.outputs });
  expect(await (await advance('PT15M')).json()).toEqual({ now: '2027-03-03T02:17:00.000Z' });
  expect((await advance('soon')).status).toBe(400);
  const faults = [{ service: 'sns', operation: 'Publish', nth: 1, kind: 'before' }];
  const put = (body: unknown) => fetch(`${local}/faults`, { method: 'PUT', body: JSON.stringify(body) });
  await put(faults);
  expect(await (await fetch(`${local}/faults`)).json()).toEqual(faults);
  expect((await put([{ kind: 'x' }])).status).toBe(400);
  expect(await (await put([])).json()).toEqual([]);
});

it('skips ahead by the button of the outbox', async () => {
  await start();
  const outbox = `http://127.0.0.1:${stack.ports.outbox}`;
  const pressed = await fetch(`${outbox}/clock`, {
    method: 'POST',
    body: new URLSearchParams({ minutes: '5' }),
    redirect: 'manual',
  });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/']);
  expect(stack.clock.now()).toBe(START + 300_000);
  expect(await (await fetch(outbox)).text()).toContain('2027-03-03 02:07:00 UTC');
  expect(await (await fetch(`${outbox}/messages.json`)).json()).toEqual([]);
});

it('lets no web page skip the clock ahead: a browser always says where such a request comes from', async () => {
  await start();
  const before = stack.clock.now();
  const { status } = await fetch(`http://127.0.0.1:${stack.ports.aws}/_local/clock`, {
    method: 'POST',
    headers: { origin: 'https://example.com' },
    body: '{"advance":"PT15M"}',
  });
  expect(status).toBe(403);
  expect(stack.clock.now() - before).toBeLessThan(60_000);
});
