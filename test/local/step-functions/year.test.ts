import type { Execution } from '../../../local/step-functions/execution';
import { StepFunctionsEngine } from '../../../local/step-functions/step-functions-engine';
import type { Invoke, StartedExecution } from '../../../local/step-functions/task-kind';
import { Clock } from '../../../local/clock';
import { definition, FUNCTION, LAMBDA_INVOKE, machine, MACHINE, START, START_EXECUTION } from './machine-scene';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;

/** Ask, sleep for five minutes, ask again; after 500 cycles hand over to a successor. */
const cadence = definition('JSONata', {
  Begin: { Type: 'Pass', Assign: { g: '{% $states.input.g %}', cycle: 0 }, Next: 'Sleep' },
  Sleep: { Type: 'Wait', Seconds: 300, Next: 'Ask' },
  Ask: {
    Type: 'Task',
    Resource: LAMBDA_INVOKE,
    Arguments: { FunctionName: FUNCTION, Payload: { g: '{% $g %}' } },
    Assign: { cycle: '{% $cycle + 1 %}' },
    Next: 'Enough',
  },
  Enough: { Type: 'Choice', Choices: [{ Condition: '{% $cycle >= 500 %}', Next: 'HandOver' }], Default: 'Sleep' },
  HandOver: {
    Type: 'Task',
    Resource: START_EXECUTION,
    Arguments: {
      StateMachineArn: MACHINE,
      Name: "{% 'K7MQ-cadence-g' & $string($g + 1) %}",
      Input: { g: '{% $g + 1 %}' },
    },
    End: true,
  },
});

function year() {
  const asked: number[] = [];
  const lengths: number[] = [];
  const clock = new Clock(START, 0);
  const invoke: Invoke = async (arn, payload): Promise<StartedExecution | null> => {
    if (arn === MACHINE) return engine.start({ stateMachineArn: arn, ...(payload as { name: string; input: string }) });
    asked.push(clock.now());
    return null;
  };
  const onStatusChange = ({ arn, status }: Execution): void => {
    if (status !== 'RUNNING') lengths.push(engine.historyOf(arn).length);
  };
  const engine: StepFunctionsEngine = new StepFunctionsEngine({
    clock,
    resources: [machine(cadence)],
    invoke,
    onStatusChange,
  });
  engine.start({ stateMachineArn: MACHINE, name: 'K7MQ-cadence-g1', input: '{"g":1}' });
  return { clock, engine, asked, lengths };
}

test('a clock that asks every five minutes lives for a year by handing over, in short histories (I12)', async () => {
  const { clock, engine, asked, lengths } = year();
  await clock.advance(YEAR);
  expect(asked).toHaveLength(YEAR / (5 * MINUTE));
  expect(asked.every((at, index) => at === START + (index + 1) * 5 * MINUTE)).toBe(true);
  const statuses = engine.all().map(({ status }) => status);
  expect(statuses.filter((status) => status === 'RUNNING')).toHaveLength(1);
  expect(statuses.filter((status) => status === 'SUCCEEDED')).toHaveLength(210);
  expect(lengths).toHaveLength(210);
  expect(Math.max(...lengths)).toBeLessThan(5_000);
  expect(Math.min(...lengths)).toBeGreaterThan(4_500);
}, 120_000);

test('without handing over an execution fails at its 25,000th event, as on AWS', async () => {
  const clock = new Clock(START, 0);
  const loop = definition('JSONata', { Sleep: { Type: 'Wait', Seconds: 60, Next: 'Sleep' } });
  const engine = new StepFunctionsEngine({ clock, resources: [machine(loop)], invoke: async () => null });
  const { executionArn } = engine.start({ stateMachineArn: MACHINE });
  await clock.advance(13_000 * MINUTE);
  expect(engine.all()[0]).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
  const history = engine.historyOf(executionArn);
  expect(history).toHaveLength(25_000);
  expect(history.at(-1)!.type).toBe('ExecutionFailed');
}, 60_000);
