import validate from 'asl-validator';
import { hour, minute } from '../../domain/instant';
import { Clock } from '../../local/clock';
import { StepFunctionsEngine } from '../../local/step-functions/step-functions-engine';
import { resolveTemplate } from '../../local/template/resolve';
import { synthesize } from './fixtures/synthesized';

interface State {
  readonly Type: string;
  readonly TimeoutSeconds?: number;
  readonly Default?: string;
  readonly Retry?: { ErrorEquals: string[]; MaxDelaySeconds?: number; JitterStrategy?: string; MaxAttempts?: number }[];
  readonly Catch?: { ErrorEquals: string[] }[];
}

const template = resolveTemplate(synthesize(), { page: 1, api: 2, outbox: 3, aws: 4 });
const machines = template.ofType('AWS::StepFunctions::StateMachine');
const escalation = machines.find(({ logicalId }) => logicalId === 'EscalationClock')!;
const start = Date.parse('2026-11-21T03:00:00Z');
const input = { incidentId: 'K7MQ', clock: 'escalation', generation: 1, part: 1, cycle: 0 };

function definitionOf(machine: (typeof machines)[number]) {
  return JSON.parse(String(machine.properties['DefinitionString'])) as { readonly States: Record<string, State> };
}

/** The escalation clock on a clock that stands still; `answer` is the function that it asks. */
function running(answer: (question: Record<string, unknown>, now: number) => unknown) {
  const clock = new Clock(start, 0);
  const asked: Record<string, unknown>[] = [];
  const engine: StepFunctionsEngine = new StepFunctionsEngine({
    clock,
    resources: machines,
    random: () => 0.5,
    invoke: async (arn, payload) => {
      if (arn === escalation.arn)
        return engine.start({ stateMachineArn: arn, ...(payload as { name: string; input: string }) });
      asked.push(payload as Record<string, unknown>);
      return answer(payload as Record<string, unknown>, clock.now());
    },
  });
  engine.start({ stateMachineArn: escalation.arn, name: 'K7MQ-escalation-g1', input: JSON.stringify(input) });
  return { clock, asked, engine };
}

describe.each(machines.map((machine) => [machine.logicalId, machine] as const))('%s', (_, machine) => {
  const { States } = definitionOf(machine);
  const tasks = Object.entries(States).filter(([, { Type }]) => Type === 'Task');

  it('is valid in the States Language', () => {
    expect(validate(definitionOf(machine))).toMatchObject({ isValid: true });
  });

  it.each(tasks)('%s has a time-out, patient retries and a catch', (__, { TimeoutSeconds, Retry = [], Catch = [] }) => {
    const patient = Retry.find(({ ErrorEquals }) => ErrorEquals.includes('States.TaskFailed'))!;
    expect(TimeoutSeconds).toBeLessThanOrEqual(60);
    expect(patient).toMatchObject({ MaxDelaySeconds: 60, JitterStrategy: 'FULL', MaxAttempts: 100 });
    expect(patient.ErrorEquals).toEqual(
      expect.arrayContaining([
        'Lambda.ServiceException',
        'Lambda.AWSLambdaException',
        'Lambda.SdkClientException',
        'Lambda.TooManyRequestsException',
      ]),
    );
    expect(Catch.at(-1)!.ErrorEquals).toEqual(['States.ALL']);
  });

  it('has a way out of every choice', () => {
    const choices = Object.values(States).filter(({ Type }) => Type === 'Choice');
    expect(choices.map(({ Default }) => Default)).toEqual(['SleepUntil']);
  });
});

it('asks, sleeps until the time it was told, asks again and ends', async () => {
  const { clock, asked, engine } = running(({ cycle }, now) => ({
    over: cycle === 2,
    wakeAt: new Date(now + 5 * minute).toISOString(),
    cycle: Number(cycle) + 1,
  }));
  await clock.advance(9 * minute);
  expect(asked).toHaveLength(2);
  await clock.advance(hour);
  expect(asked.map(({ incidentId, clock: name, generation, cycle }) => [incidentId, name, generation, cycle])).toEqual([
    ['K7MQ', 'escalation', 1, 0],
    ['K7MQ', 'escalation', 1, 1],
    ['K7MQ', 'escalation', 1, 2],
  ]);
  expect(engine.all().map(({ status }) => status)).toEqual(['SUCCEEDED']);
});

it('sits out an outage of three hours and still knows its incident', async () => {
  const { clock, asked, engine } = running((_, now) => {
    if (now < start + 3 * hour) throw Object.assign(new Error('down'), { name: 'Lambda.ServiceException' });
    return { over: true, wakeAt: '', cycle: 1 };
  });
  await clock.advance(5 * hour);
  expect(engine.all().map(({ status }) => status)).toEqual(['SUCCEEDED']);
  expect(asked.at(-1)).toMatchObject({ incidentId: 'K7MQ', clock: 'escalation', generation: 1 });
});

it('hands over to a successor by name long before its history is full', async () => {
  const { clock, engine } = running(({ cycle }, now) => ({
    over: now >= start + 1_200 * minute,
    wakeAt: new Date(now + minute).toISOString(),
    cycle: Number(cycle) + 1,
  }));
  await clock.advance(1_300 * minute);
  const executions = engine.all().reverse();
  expect(executions.map(({ name, status }) => `${name} ${status}`)).toEqual([
    'K7MQ-escalation-g1 SUCCEEDED',
    'K7MQ-escalation-g1-2 SUCCEEDED',
    'K7MQ-escalation-g1-3 SUCCEEDED',
  ]);
  expect(executions.map(({ arn }) => engine.historyOf(arn).length).filter((events) => events > 5_000)).toEqual([]);
});

it('ends when its successor is there already, because the answer to its first attempt was lost', async () => {
  const { clock, engine } = running(({ cycle }, now) => ({
    over: cycle === undefined,
    wakeAt: new Date(now + hour).toISOString(),
    cycle: 500,
  }));
  engine.start({ stateMachineArn: escalation.arn, name: 'K7MQ-escalation-g1-2', input: '{"cycle":0}' });
  await clock.advance(minute);
  expect(engine.all().find(({ name }) => name === 'K7MQ-escalation-g1')).toMatchObject({ status: 'SUCCEEDED' });
});
