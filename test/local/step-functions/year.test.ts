import { night } from '../../support/domain-alerts';
import { instant } from '../../../domain/instant';
import { escalateIncident } from '../../../lambdas/escalate-incident/escalate-incident';
import type { ClockQuestion } from '../../../lambdas/answer-clock';
import { Clock } from '../../../local/clock';
import type { Execution } from '../../../local/step-functions/execution';
import { StepFunctionsEngine } from '../../../local/step-functions/step-functions-engine';
import type { Invoke } from '../../../local/step-functions/task-kind';
import { readAssembly } from '../../../local/template/assembly';
import { resolveTemplate } from '../../../local/template/resolve';
import { MemoryStore } from '../../lambdas/support/memory-store';
import { definition, machine, MACHINE, START } from './machine-scene';

const MINUTE = 60_000;
const YEAR = 365 * 24 * 60 * MINUTE;
const { template, name: stackName } = readAssembly(process.env['TOCSIN_ASSEMBLY']!);
const machines = resolveTemplate(template, { page: 1, api: 2, outbox: 3, aws: 4 }, stackName).ofType(
  'AWS::StepFunctions::StateMachine',
);
const escalation = machines.find(({ logicalId }) => logicalId === 'EscalationClock')!;

/**
 * The template's own escalation clock, whose function is the real decision about a SEV-1 in memory. It is asked every five
 * minutes, whether something is due then or not: a clock that wakes early asks again.
 */
function year() {
  const asked: number[] = [];
  const paged: string[] = [];
  const lengths: number[] = [];
  const store = new MemoryStore();
  const scene = store.world.open();
  const clock = new Clock(Date.parse(night), 0);
  const deps = { incidents: store, situations: store, now: () => store.world.now, log: () => undefined };
  const invoke: Invoke = async (arn, payload): Promise<unknown> => {
    if (arn === escalation.arn)
      return engine.start({ stateMachineArn: arn, ...(payload as { name: string; input: string }) });
    asked.push(clock.now());
    store.world.now = instant(clock.now());
    const answer = await escalateIncident(payload as ClockQuestion, deps);
    paged.push(...scene.pages());
    // A year of it would fill the memory of the test, not the table of a deployment.
    for (const kept of [store.calls, store.world.messages, store.world.entries]) kept.length = 0;
    const inFive = instant(clock.now() + 5 * MINUTE);
    return { ...answer, wakeAt: answer.wakeAt < inFive ? answer.wakeAt : inFive };
  };
  const onStatusChange = ({ arn, status }: Execution): void => {
    if (status !== 'RUNNING') lengths.push(engine.historyOf(arn).length);
  };
  const engine: StepFunctionsEngine = new StepFunctionsEngine({ clock, resources: machines, invoke, onStatusChange });
  const input = { incidentId: scene.id, clock: 'escalation', generation: 1, part: 1, cycle: 0 };
  engine.start({ stateMachineArn: escalation.arn, name: 'K7MQ-escalation-g1', input: JSON.stringify(input) });
  return { clock, engine, asked, paged, lengths };
}

test('M84: a SEV-1 that nobody acknowledges is paged for a year by a clock that asks every 5 minutes (I12)', async () => {
  const { clock, engine, asked, paged, lengths } = year();
  await clock.advance(YEAR);
  const rounds = YEAR / (5 * MINUTE);
  // A successor asks at once, and what is due between two rounds is a round of its own.
  const ownRounds = asked.length - lengths.length;
  expect(ownRounds).toBeGreaterThanOrEqual(rounds);
  expect(ownRounds).toBeLessThan(rounds + 10);
  const calls = paged.map((line) => Number(line.split(' ')[0]));
  const everybody = [...new Set(calls)].filter((minutes) => minutes >= 20);
  expect(everybody).toEqual(Array.from({ length: YEAR / (10 * MINUTE) - 1 }, (_, round) => 20 + round * 10));
  expect(calls.filter((minutes) => minutes === 525_600)).toHaveLength(3);
  const statuses = engine.all().map(({ status }) => status);
  expect(statuses.filter((status) => status === 'RUNNING')).toHaveLength(1);
  expect(new Set(statuses)).toEqual(new Set(['RUNNING', 'SUCCEEDED']));
  expect(lengths.length).toBe(Math.floor(asked.length / 500));
  expect(Math.max(...lengths)).toBeLessThan(5_000);
}, 300_000);

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
