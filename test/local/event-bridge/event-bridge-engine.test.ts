import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../local/clock';
import { DeliveryError, type DeliveryTarget } from '../../../local/event-bridge/deliveries';
import { EventBridgeEngine } from '../../../local/event-bridge/event-bridge-engine';
import type { ResolvedResource } from '../../../local/template/resolved-resource';
import { serve, type ServedEngine } from '../dynamodb/served-engine';

const START = Date.parse('2026-11-21T03:00:00Z');
const QUEUE = 'arn:aws:sqs:eu-central-1:000000000000:alerts';
const DLQ = 'arn:aws:sqs:eu-central-1:000000000000:alerts-dlq';
const BUS = 'arn:aws:events:eu-central-1:000000000000:event-bus/incidents';
const bus: ResolvedResource = {
  logicalId: 'Bus',
  type: 'AWS::Events::EventBus',
  ref: 'incidents',
  arn: BUS,
  properties: {},
};

function rule(logicalId: string, properties: object): ResolvedResource {
  const arn = `arn:aws:events:eu-central-1:000000000000:rule/${logicalId}`;
  return { logicalId, type: 'AWS::Events::Rule', ref: logicalId, arn, properties: { ...properties } };
}

/** An engine, what it delivered and buried, and a switch to make its deliveries fail. */
function stack(resources: ResolvedResource[], directory?: string) {
  const clock = new Clock(START, 0);
  const world = {
    clock,
    failing: undefined as Error | undefined,
    tried: [] as number[],
    delivered: [] as DeliveryTarget[],
    buried: [] as { queue: string; body: string; attributes: Readonly<Record<string, string>> }[],
  };
  const engine = new EventBridgeEngine({
    clock,
    directory,
    resources,
    deliver: async (target) => {
      world.tried.push((clock.now() - START) / 1000);
      if (world.failing) throw world.failing;
      world.delivered.push(target);
    },
    deadLetter: async (queue, body, attributes) => void world.buried.push({ queue, body, attributes }),
  });
  return { ...world, world, engine };
}

const alarms = rule('Alarms', {
  EventPattern: { source: ['aws.cloudwatch'] },
  Targets: [{ Id: 'q', Arn: QUEUE, DeadLetterConfig: { Arn: DLQ } }],
});
const alarm = { Source: 'aws.cloudwatch', DetailType: 'CloudWatch Alarm State Change', Detail: '{"alarmName":"x"}' };

describe('PutEvents, through the SDK', () => {
  let served: ServedEngine;
  let client: EventBridgeClient;
  let at: ReturnType<typeof stack>;
  beforeAll(async () => {
    const opened = rule('Opened', {
      EventBusName: 'incidents',
      EventPattern: { source: ['tocsin'] },
      Targets: [{ Arn: QUEUE }],
    });
    at = stack([bus, alarms, opened]);
    served = await serve(at.engine);
    client = new EventBridgeClient(served.client);
  });
  afterAll(() => served.close());
  beforeEach(() => at.delivered.splice(0));

  test('an event of aws.* reaches the target of the rule that matches, envelope and all', async () => {
    const { Entries, FailedEntryCount } = await client.send(
      new PutEventsCommand({ Entries: [{ ...alarm, Resources: ['arn:r'] }] }),
    );
    await at.clock.quiet();
    expect(FailedEntryCount).toBe(0);
    expect(at.delivered).toHaveLength(1);
    expect(at.delivered[0]).toMatchObject({ arn: QUEUE, ruleArn: alarms.arn });
    expect(JSON.parse(at.delivered[0]!.input)).toEqual({
      version: '0',
      id: Entries![0]!.EventId,
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
      account: '000000000000',
      region: 'eu-central-1',
      time: '2026-11-21T03:00:00Z',
      resources: ['arn:r'],
      detail: { alarmName: 'x' },
    });
  });

  test('a bus by name and by ARN; the rules of other buses are not asked; the entry’s time holds', async () => {
    const entry = { ...alarm, Source: 'tocsin', Time: new Date('2026-11-20T00:00:00Z') };
    const Entries = [{ ...entry, EventBusName: 'incidents' }, { ...entry, EventBusName: BUS }, entry];
    await client.send(new PutEventsCommand({ Entries }));
    await at.clock.quiet();
    expect(at.delivered).toHaveLength(2);
    expect(at.delivered[0]!.input).toContain('"time":"2026-11-20T00:00:00Z"');
  });

  test('each bad entry is refused by itself', async () => {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [alarm, { ...alarm, Source: '' }, { ...alarm, Detail: '[1' }, { ...alarm, EventBusName: 'none' }],
      }),
    );
    expect(answer.FailedEntryCount).toBe(3);
    expect(answer.Entries!.map(({ ErrorCode }) => ErrorCode)).toEqual([
      undefined,
      'InvalidArgument',
      'MalformedDetail',
      'ResourceNotFoundException',
    ]);
  });

  test('more than ten entries, and more than 256 KB, are refused whole', async () => {
    const many = new PutEventsCommand({ Entries: Array.from({ length: 11 }, () => alarm) });
    await expect(client.send(many)).rejects.toMatchObject({ name: 'ValidationException' });
    const big = new PutEventsCommand({ Entries: [{ ...alarm, Detail: JSON.stringify({ x: 'y'.repeat(262_144) }) }] });
    await expect(client.send(big)).rejects.toThrow('over the limit');
  });

  test('asks IAM for the bus, with the source as a condition key', () => {
    const body = Buffer.from(JSON.stringify({ Entries: [{ ...alarm, EventBusName: 'incidents' }] }));
    const request = {
      caller: { accessKeyId: 'x' },
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body,
    };
    expect(at.engine.permissionsOf('PutEvents', request)).toEqual([
      {
        action: 'events:PutEvents',
        resource: BUS,
        conditions: { 'events:source': 'aws.cloudwatch', 'events:detail-type': 'CloudWatch Alarm State Change' },
      },
    ]);
  });
});

describe('delivery', () => {
  const event = { ...alarmEvent(), id: 'e-1' };

  test('is tried again with growing pauses until the target takes it', async () => {
    const { engine, clock, world } = stack([alarms]);
    world.failing = new Error('not now');
    engine.put(event);
    await clock.advance(8_000);
    world.failing = undefined;
    await clock.advance(60_000);
    expect(world.tried).toEqual([0, 1, 3, 7, 15]);
    expect(world.delivered).toHaveLength(1);
    expect(world.buried).toEqual([]);
  });

  test('that cannot succeed goes to the dead-letter queue at once, with AWS’s attributes', async () => {
    const { engine, clock, world } = stack([alarms]);
    world.failing = new DeliveryError('NO_PERMISSIONS', 'the queue lets nobody in', false);
    engine.put(event);
    await clock.quiet();
    const attributes = {
      RULE_ARN: alarms.arn,
      TARGET_ARN: QUEUE,
      ERROR_CODE: 'NO_PERMISSIONS',
      ERROR_MESSAGE: 'the queue lets nobody in',
      RETRY_ATTEMPTS: '0',
    };
    expect(world.buried).toEqual([{ queue: DLQ, body: JSON.stringify(event), attributes }]);
  });

  test.each([
    [{ MaximumRetryAttempts: 2 }, 'MaximumRetryAttempts', '2', [0, 1, 3]],
    [{ MaximumEventAgeInSeconds: 60 }, 'MaximumEventAgeInSeconds', '5', [0, 1, 3, 7, 15, 31]],
  ])('gives up as %j says', async (RetryPolicy, condition, attempts, tried) => {
    const Targets = [{ Arn: QUEUE, DeadLetterConfig: { Arn: DLQ }, RetryPolicy }];
    const { engine, clock, world } = stack([rule('R', { EventPattern: { source: ['aws.cloudwatch'] }, Targets })]);
    world.failing = new DeliveryError('THROTTLING', 'slow down', true);
    engine.put(event);
    await clock.advance(3_600_000);
    expect(world.tried).toEqual(tried);
    expect(world.buried[0]!.attributes).toMatchObject({
      EXHAUSTED_RETRY_CONDITION: condition,
      RETRY_ATTEMPTS: attempts,
    });
  });

  test('to a target without a dead-letter queue is lost as on AWS, and listed as dropped', async () => {
    const { engine, clock, world } = stack([
      rule('R', { EventPattern: { source: ['aws.cloudwatch'] }, Targets: [{ Arn: QUEUE }] }),
    ]);
    world.failing = new DeliveryError('RESOURCE_NOT_FOUND', 'no such queue', false);
    engine.put(event);
    await clock.quiet();
    expect(engine.dropped()).toEqual([
      {
        target: expect.objectContaining({ arn: QUEUE }) as object,
        reason: expect.stringContaining('no such queue') as string,
      },
    ]);
  });

  test('survives a kill: what was accepted and not delivered is delivered by the next run, once (I1)', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'tocsin-'));
    const before = stack([alarms], directory);
    before.world.failing = new Error('down');
    before.engine.put(event);
    before.engine.put({ ...event, id: 'e-2' });
    await before.clock.quiet();
    const after = stack([alarms], directory);
    after.engine.start();
    await after.clock.quiet();
    expect(after.delivered.map(({ input }) => (JSON.parse(input) as { id: string }).id)).toEqual(['e-1', 'e-2']);
    const last = stack([alarms], directory);
    last.engine.start();
    await last.clock.advance(60_000);
    expect(last.delivered).toEqual([]);
  });
});

describe('a scheduled rule', () => {
  const every5 = rule('Audit', {
    ScheduleExpression: 'rate(5 minutes)',
    Targets: [{ Arn: QUEUE, Input: '{"audit":true}' }],
  });

  test('fires when it begins, then once for each due instant that is skipped', async () => {
    const { engine, clock, world } = stack([every5]);
    engine.start();
    await clock.advance(3_600_000);
    expect(world.tried).toEqual(Array.from({ length: 13 }, (_, index) => index * 300));
    expect(world.delivered[0]!.input).toBe('{"audit":true}');
  });

  test('sends AWS’s scheduled event with the due instant as its time', async () => {
    const { engine, clock, world } = stack([
      rule('Daily', { ScheduleExpression: 'cron(0 4 * * ? *)', Targets: [{ Arn: QUEUE }] }),
    ]);
    engine.start();
    await clock.advance(7_200_000);
    expect(world.delivered).toHaveLength(1);
    expect(JSON.parse(world.delivered[0]!.input)).toMatchObject({
      source: 'aws.events',
      'detail-type': 'Scheduled Event',
      time: '2026-11-21T04:00:00Z',
    });
  });

  test('that is disabled never fires; a schedule of the scheduler does, by its role', async () => {
    const schedule: ResolvedResource = {
      logicalId: 'Nightly',
      type: 'AWS::Scheduler::Schedule',
      ref: 'Nightly',
      arn: 'arn:aws:scheduler:eu-central-1:000000000000:schedule/default/Nightly',
      properties: {
        ScheduleExpression: 'at(2026-11-21T03:30:00)',
        FlexibleTimeWindow: { Mode: 'OFF' },
        Target: { Arn: QUEUE, RoleArn: 'arn:role', Input: '{}' },
      },
    };
    const { engine, clock, world } = stack([rule('Off', { ...every5.properties, State: 'DISABLED' }), schedule]);
    engine.start();
    await clock.advance(3_600_000);
    expect(world.delivered).toEqual([{ arn: QUEUE, ruleArn: schedule.arn, roleArn: 'arn:role', input: '{}' }]);
  });
});

describe('a template that it could not serve truly does not start', () => {
  test.each([
    [{ EventPattern: { source: [{ regex: 'x' }] } }, 'Odd: source: the event pattern operator regex'],
    [{ EventPattern: { source: ['x'] }, Targets: [{ Arn: QUEUE, EcsParameters: {} }] }, 'EcsParameters'],
    [{ EventPattern: { source: ['x'] }, EventBusName: 'none' }, 'there is no bus none'],
    [{ Targets: [] }, 'neither EventPattern nor ScheduleExpression'],
    [{ ScheduleExpression: 'rate(2 weeks)' }, 'Odd: the schedule'],
  ])('%j', (properties, named) => {
    expect(() => stack([rule('Odd', properties)])).toThrow(named);
  });
});

function alarmEvent() {
  return {
    version: '0',
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '000000000000',
    time: '2026-11-21T03:00:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: {},
  };
}
