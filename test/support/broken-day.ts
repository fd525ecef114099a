import type { BusEvent } from '../../local/event-bridge/bus-event';
import { mutedAlarmEvent } from './alarm-event';
import { fixture } from './alert-fixtures';
import { assemblyWith, removeAssembly, statementsOf, templateOf, type EditableTemplate } from './broken-assembly';
import { Story } from './story';
import { postAlerts } from './webhook-sender';

/** The synthesized template, and its bundles. */
export const assembly = process.env['TOCSIN_ASSEMBLY']!;
export const template = templateOf(assembly);
/** What the template's policies allow. */
export const statements = statementsOf(template).filter(({ statement }) => statement.Effect === 'Allow');
export const logicalIds = (type: string) =>
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
export const arrivals: readonly Step[] = [
  (story) => story.alarm('checkout-5xx'),
  (story) => story.alarm('ServerCpuTooHigh'),
  (story) => story.event(customAlert(), resource(story, 'AlertBus').ref),
  ...quietWords.map((name) => (story: Story) => story.event(fixture(name) as unknown as BusEvent)),
  (story) => story.event(fixture('codedeploy-success') as unknown as BusEvent, resource(story, 'AlertBus').ref),
];

/** Some of everything that people, alarms and clocks make happen; each step may be the one that is refused. */
export const day: readonly Step[] = [
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
export const outage: readonly Step[] = [
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
export async function tellOn(broken: EditableTemplate, steps: readonly Step[], toTheEnd = false): Promise<Seen> {
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
