import type { BusEvent } from '../../local/event-bridge/bus-event';
import { mutedAlarmEvent } from '../support/alarm-event';
import { fixture } from '../support/alert-fixtures';
import {
  actionsOf,
  assemblyWith,
  removeAssembly,
  statementsOf,
  templateOf,
  without,
  type EditableTemplate,
  type Place,
} from '../support/broken-assembly';
import { Story } from '../support/story';
import { postAlerts } from '../support/webhook-sender';

const assembly = process.env['TOCSIN_ASSEMBLY']!;
const template = templateOf(assembly);
const statements = statementsOf(template).filter(({ statement }) => statement.Effect === 'Allow');
const logicalIds = (type: string) =>
  Object.entries(template.Resources)
    .filter(([, { Type }]) => Type === type)
    .map(([id]) => id);

type Step = (story: Story) => Promise<unknown>;

const resource = (story: Story, logicalId: string) =>
  story.stack.template.resources.find((one) => one.logicalId === logicalId)!;

/** One event for each rule of the own bus that no alarm passes through; none of them opens anything. */
const quietWords = [
  'health-issue-closed',
  'guardduty-archived',
  'security-hub-resolved',
  'canary-passed',
  'incident-alert-resolved',
  'cloudformation-update-complete',
  'codepipeline-succeeded',
];

/** Something for each rule of the intake. */
const arrivals: readonly Step[] = [
  (story) => story.alarm('checkout-5xx'),
  (story) => story.alarm('ServerCpuTooHigh'),
  (story) => story.event(customAlert(), resource(story, 'AlertBus').ref),
  ...quietWords.map((name) => (story: Story) => story.event(fixture(name) as unknown as BusEvent)),
  (story) => story.event(fixture('codedeploy-success') as unknown as BusEvent, resource(story, 'AlertBus').ref),
];

/** Some of everything that people, alarms and clocks make happen; each step may be the one that is refused. */
const day: readonly Step[] = [
  ...arrivals,
  async (story) => {
    story.stack.sqs.send(resource(story, 'AlertQueue').arn, 'no JSON');
    await story.clock.quiet();
  },
  // Its mute ends within the two minutes.
  (story) => story.event(mutedAlarmEvent('sign-in-errors', 'ALARM', story.now - 9.5 * 60_000)),
  (story) => story.wait(2),
  (story) => story.press(story.linkOf('alex')),
  (story) => story.api('GET', '/incidents?all=1'),
  (story) => postAlerts(story, 'generic', { dedupKey: 'probe', title: 'The probe is well', status: 'ok' }),
  (story) => ask(story, 'NotifyResponders', { onCall: true }),
  (story) => takeOver(story),
  (story) => ask(story, 'NotifyResponders', { onCall: true }),
  (story) => handOver(story, 'escalation', 'EscalationClock'),
  (story) => handOver(story, 'update-cadence', 'UpdateClock'),
  // Whoever comes on call is mailed what is open.
  (story) => story.api('POST', '/on-call/overrides', standIn(story)),
  (story) => story.wait(4),
];

function standIn(story: Story) {
  return { rotation: 'data', person: 'kim', until: new Date(story.now + 3_600_000).toISOString(), reason: 'A test.' };
}

/** Nothing can be reached, for so long that each function's event is given up. */
const outage: readonly Step[] = [
  async (story) => {
    await story.alarm('checkout-5xx');
    story.stack.faults.set([{ service: '*', operation: '*', kind: 'before', rate: 1 }]);
    for (const { properties } of story.stack.template.ofType('AWS::Lambda::EventInvokeConfig'))
      story.stack.lambda.accept(properties['FunctionName'] as string, '{}');
    const Item = { pk: { S: 'INCIDENT#TEST' }, sk: { S: 'ENTRY#00000001' }, type: { S: 'StillOnIt' } };
    await story.stack.dynamodb.call('PutItem', { TableName: resource(story, 'IncidentTable').ref, Item });
  },
  (story) => story.wait(8),
];

/** A clock that has asked so often that its next question is its last: the successor has to be started. */
async function handOver(story: Story, clock: string, machine: string): Promise<void> {
  const { id: incidentId } = (await story.incidents()).find(({ title }) => title === 'checkout-5xx')!;
  const input = JSON.stringify({ incidentId, clock, generation: 1, cycle: 500, part: 1 });
  const stateMachineArn = resource(story, machine).arn;
  story.stack.stepFunctions.start({ stateMachineArn, name: `${incidentId}-nearly-full`, input });
  await story.clock.quiet();
}

/** What the auditor asks a function for when its time has come. */
async function ask(story: Story, logicalId: string, detail: object): Promise<void> {
  story.stack.lambda.accept(resource(story, logicalId).ref, JSON.stringify({ detail }));
  await story.clock.quiet();
}

function takeOver(story: Story) {
  const until = new Date(story.now + 3_600_000).toISOString();
  return story.api('POST', '/on-call/overrides', { rotation: 'data', person: 'kim', until, reason: 'Sam is ill' });
}

function customAlert() {
  return {
    version: '0',
    id: 'custom',
    'detail-type': 'Incident Alert',
    source: 'acme.batch',
    account: '123456789012',
    time: '2026-11-21T02:02:00Z',
    region: 'eu-central-1',
    resources: [],
    detail: { schemaVersion: 1, dedupKey: 'batch', status: 'firing', title: 'The nightly batch hangs' },
  };
}

interface Seen {
  /** What IAM or a resource's policy refused, and which functions failed, a line each. */
  readonly refused: string;
  readonly queued: (queue: string) => readonly unknown[];
}

/** Tells the steps on a broken template until something is refused, or all of them. */
async function tellOn(broken: EditableTemplate, steps: readonly Step[], toTheEnd = false): Promise<Seen> {
  const copy = assemblyWith(assembly, broken);
  const story = await Story.begin({ assembly: copy });
  try {
    const { stack } = story;
    for (const step of steps) {
      await step(story);
      if (stack.denied().length > 0 && !toTheEnd) break;
    }
    const failed = stack.lambda.failures().map((run) => `${run.functionName} failed: ${run.errorType}`);
    const queues = new Map(
      logicalIds('AWS::SQS::Queue').map((id) => [id, stack.sqs.messages(resource(story, id).arn)]),
    );
    return { refused: [...stack.denied(), ...failed].join('\n'), queued: (queue) => queues.get(queue) ?? [] };
  } finally {
    await story.stack.stop();
    removeAssembly(copy);
  }
}

test('with the whole template nothing is refused', async () => {
  expect((await tellOn(templateOf(assembly), day)).refused).toBe('');
});

describe('a function without one of its grants fails in a story', () => {
  // AWS itself writes the logs: no call of ours needs that grant.
  const grants = statements.filter(
    ({ roles, statement }) => roles.length > 0 && !String(statement.Action).startsWith('logs:'),
  );
  const toFailures = grants.filter(({ statement }) => JSON.stringify(statement.Resource).includes('"DeliveryDlq"'));
  const refusals = grants.filter((place) => !toFailures.includes(place) && !hides(place));

  test('every role of every function is looked at', () => {
    const roles = new Set(grants.flatMap((place) => place.roles));
    expect(roles.size).toBeGreaterThanOrEqual(logicalIds('AWS::Lambda::Function').length);
    expect(toFailures.length).toBeGreaterThan(0);
  });

  test.each(named(refusals))('%s without %s', async (role, _, place) => {
    const { refused } = await tellOn(without(templateOf(assembly), [place]), day);
    expect(refusedTo(role, place, refused)).not.toEqual([]);
  });

  test.each(named(grants.filter(hides)))(
    '%s without %s, where S3 only hides what is missing',
    async (role, _, place) => {
      const { refused } = await tellOn(without(templateOf(assembly), [place]), day);
      expect(refused).toContain(`${role.replace(/Role$/, '')} failed`);
    },
  );

  test('no function can leave what it could not handle on the delivery DLQ', async () => {
    const { refused, queued } = await tellOn(without(templateOf(assembly), toFailures), outage, true);
    for (const place of toFailures) expect(refusedTo(place.roles.join(), place, refused)).not.toEqual([]);
    expect(queued('DeliveryDlq')).toEqual([]);
  });

  test('with their grants, all of them do', async () => {
    const { refused, queued } = await tellOn(templateOf(assembly), outage, true);
    expect(refused).not.toContain('not authorized');
    expect(queued('DeliveryDlq').length).toBeGreaterThanOrEqual(toFailures.length);
  });
});

/** Without ListBucket S3 answers "forbidden" where it would answer "not there": nothing is refused by name. */
function hides(place: Place): boolean {
  return actionsOf(place).join() === 's3:ListBucket';
}

function named(places: readonly Place[]): [role: string, actions: string, place: Place][] {
  return places.map((place) => [place.roles.join(), actionsOf(place).join(' '), place]);
}

/** Which of the statement's actions this role was refused. */
function refusedTo(role: string, place: Place, refused: string): readonly string[] {
  const lines = refused.split('\n').filter((line) => line.includes(`:role/${role} `));
  return actionsOf(place).filter((action) => lines.some((line) => line.includes(`perform: ${action} on`)));
}

describe('a rule that may not deliver fails in a story', () => {
  const rules = logicalIds('AWS::Events::Rule');
  // What comes in by one of these leads to nothing that another needs, so they can all be deaf in one story.
  const intake = rules.filter((rule) => /^(Alerts|Changes)From/.test(rule));
  const inner = rules.filter((rule) => !intake.includes(rule));

  test('of both kinds there are some', () => {
    expect([intake.length, inner.length].every((count) => count > 3)).toBe(true);
  });

  test('every rule of the intake: its event lands on its dead-letter queue', async () => {
    const { refused, queued } = await tellOn(deaf(intake), arrivals, true);
    for (const rule of intake) expect(refused).toContain(`/${rule})`);
    const letters = [...new Set(intake.map(deadLettersOf))].flatMap((queue) => queued(queue));
    expect(letters.length).toBeGreaterThanOrEqual(intake.length);
  });

  test('every rule of the intake: and when that refuses it too, both refusals are named', async () => {
    const { refused } = await tellOn(deaf(intake, 'and its dead letters'), arrivals, true);
    for (const rule of intake) expect(refusalsOf(rule, refused)).toEqual({ target: true, deadLetters: true });
  });

  test.each(inner)('%s: the event lands on the dead-letter queue', async (rule) => {
    const { refused, queued } = await tellOn(deaf([rule]), day);
    expect(refused).toContain(`/${rule})`);
    expect(queued(deadLettersOf(rule))).not.toEqual([]);
  });

  test.each(inner)('%s: and when that refuses it too, both refusals are named', async (rule) => {
    const { refused } = await tellOn(deaf([rule], 'and its dead letters'), day);
    expect(refusalsOf(rule, refused)).toEqual({ target: true, deadLetters: true });
  });

  test('the API that may not call its function answers 500', async () => {
    const broken = templateOf(assembly);
    for (const [id, { Properties }] of Object.entries(broken.Resources))
      if (Properties?.['Principal'] === 'apigateway.amazonaws.com') delete broken.Resources[id];
    expect((await tellOn(broken, day)).refused).toMatch(/apigateway\.amazonaws\.com .*:function:ResponderApi/);
  });
});

/** Whether the rule was refused by its target, and by its dead-letter queue. */
function refusalsOf(rule: string, refused: string): { readonly target: boolean; readonly deadLetters: boolean } {
  const lines = refused.split('\n').filter((line) => line.includes(`/${rule})`));
  const byQueue = (line: string) => line.includes(`:${deadLettersOf(rule)} `);
  return { target: lines.some((line) => !byQueue(line)), deadLetters: lines.some(byQueue) };
}

/** The template without what lets these rules into their targets, and into their dead-letter queues. */
function deaf(rules: readonly string[], more?: 'and its dead letters'): EditableTemplate {
  const broken = without(
    templateOf(assembly),
    rules.flatMap((rule) => doorsOf(rule, more !== undefined)),
  );
  for (const [id, { Type, Properties }] of Object.entries(broken.Resources))
    if (Type === 'AWS::Lambda::Permission' && rules.some((rule) => names(rule, Properties['SourceArn'])))
      delete broken.Resources[id];
  return broken;
}

function doorsOf(rule: string, deadLettersToo: boolean): readonly Place[] {
  const queues = [targetOf(rule).Arn['Fn::GetAtt'][0], ...(deadLettersToo ? [deadLettersOf(rule)] : [])];
  const guards = (policy: string) => {
    const guarded = JSON.stringify(template.Resources[policy]!.Properties['Queues'] ?? []);
    return queues.some((queue) => guarded.includes(`"${queue}"`));
  };
  return statements.filter(({ statement, policy }) => names(rule, statement.Condition) && guards(policy));
}

function names(rule: string, value: unknown): boolean {
  return JSON.stringify(value ?? '').includes(`["${rule}","Arn"]`);
}

type Attribute = { readonly 'Fn::GetAtt': readonly [logicalId: string, attribute: string] };

function targetOf(rule: string): { readonly Arn: Attribute; readonly DeadLetterConfig: { readonly Arn: Attribute } } {
  return (template.Resources[rule]!.Properties['Targets'] as ReturnType<typeof targetOf>[])[0]!;
}

function deadLettersOf(rule: string): string {
  return targetOf(rule).DeadLetterConfig.Arn['Fn::GetAtt'][0];
}
