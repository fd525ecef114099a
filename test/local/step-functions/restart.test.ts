import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StepFunctionsEngine } from '../../../local/step-functions/step-functions-engine';
import { definition, FUNCTION, MACHINE, scene, START } from './machine-scene';

const clockwork = definition('JSONata', {
  Remember: { Type: 'Pass', Assign: { who: '{% $states.input.who %}' }, Next: 'Sleep' },
  Sleep: { Type: 'Wait', Seconds: 600, Next: 'Ask' },
  Ask: {
    Type: 'Task',
    Resource: FUNCTION,
    Arguments: { who: '{% $who %}' },
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 60, BackoffRate: 1, MaxAttempts: 3 }],
    End: true,
  },
});
const busy = (): never => {
  throw Object.assign(new Error('busy'), { name: 'Busy' });
};

/** Runs for so many seconds of the clock, then is killed: nothing is closed or told, another scene opens the same folder. */
async function killedAfter(seconds: number, directory: string, handler?: () => unknown, start = START) {
  const before = scene(clockwork, handler, { directory, start });
  if (start === START) before.engine.start({ stateMachineArn: MACHINE, name: 'g1', input: '{"who":"ana"}' });
  else before.engine.resume();
  await before.clock.advance(seconds * 1000);
  return before;
}

describe('after a kill and a new start (I12)', () => {
  let directory: string;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'tocsin-'))));

  test('a Wait goes on until its original instant, with its variables', async () => {
    await killedAfter(100, directory);
    const { clock, calls, engine } = scene(clockwork, () => 'done', { directory, start: START + 250_000 });
    engine.resume();
    await clock.advance(349_000);
    expect(calls).toEqual([]);
    await clock.advance(1_000);
    expect(calls).toEqual([{ arn: FUNCTION, payload: { who: 'ana' }, at: 600 }]);
    expect(engine.all()).toMatchObject([{ name: 'g1', status: 'SUCCEEDED', output: '"done"' }]);
  });

  test('a Wait whose instant passed meanwhile ends at once', async () => {
    await killedAfter(100, directory);
    const { clock, calls, engine } = scene(clockwork, () => 'done', { directory, start: START + 9_000_000 });
    engine.resume();
    await clock.quiet();
    expect(calls.map(({ at }) => at)).toEqual([9000]);
  });

  test('a Task in flight is run again', async () => {
    const before = await killedAfter(600, directory, () => new Promise(() => undefined));
    expect(before.calls).toHaveLength(1);
    const { clock, calls, engine } = scene(clockwork, () => 'done', { directory, start: START + 700_000 });
    engine.resume();
    await clock.quiet();
    expect(calls).toHaveLength(1);
    expect(engine.all()[0]!.status).toBe('SUCCEEDED');
  });

  test('retries are counted on, not afresh', async () => {
    const before = await killedAfter(670, directory, busy);
    expect(before.calls.map(({ at }) => at)).toEqual([600, 660]);
    const { clock, calls, engine } = scene(clockwork, busy, { directory, start: START + 670_000 });
    engine.resume();
    await clock.advance(3_600_000);
    expect(calls.map(({ at }) => at)).toEqual([720, 780]);
    expect(engine.all()[0]).toMatchObject({ status: 'FAILED', error: 'Busy' });
  });

  test('what has closed stays closed, and its name taken', async () => {
    await killedAfter(600, directory, () => 'done');
    const { clock, calls, engine } = scene(clockwork, () => 'again', { directory, start: START + 700_000 });
    engine.resume();
    await clock.advance(3_600_000);
    expect(calls).toEqual([]);
    expect(engine.all()[0]).toMatchObject({ status: 'SUCCEEDED', output: '"done"' });
    const again = { stateMachineArn: MACHINE, name: 'g1', input: '{"who":"ana"}' };
    expect(() => engine.start(again)).toThrow('Execution Already Exists');
  });

  test('the history goes on counting', async () => {
    const before = await killedAfter(100, directory);
    const arn = before.engine.all()[0]!.arn;
    const { clock, engine } = scene(clockwork, () => 'done', { directory, start: START + 100_000 });
    engine.resume();
    await clock.advance(600_000);
    const body = Buffer.from(JSON.stringify({ executionArn: arn }));
    const request = {
      caller: { accessKeyId: 'x' },
      method: 'POST',
      path: '/',
      query: new URLSearchParams(),
      headers: {},
      body,
    };
    const { events } = JSON.parse(String((await engine.handle('GetExecutionHistory', request)).body)) as {
      events: { type: string }[];
    };
    expect(events.map(({ type }) => type).join(' ')).toBe(
      'ExecutionStarted PassStateEntered PassStateExited WaitStateEntered WaitStateExited ' +
        'TaskStateEntered LambdaFunctionScheduled LambdaFunctionStarted LambdaFunctionSucceeded TaskStateExited ExecutionSucceeded',
    );
  });

  test('an execution whose state has left the definition fails, one whose machine has is aborted (F17)', async () => {
    await killedAfter(100, directory);
    const other = definition('JSONata', { Other: { Type: 'Succeed' } });
    const { clock, engine, changes } = scene(other, undefined, { directory, start: START + 100_000 });
    engine.start({ stateMachineArn: MACHINE, name: 'g2' });
    await clock.quiet();
    const none = new StepFunctionsEngine({ clock, directory, resources: [], invoke: async () => null });
    none.resume();
    expect(none.all().map(({ name, status }) => [name, status])).toEqual([
      ['g2', 'SUCCEEDED'],
      ['g1', 'ABORTED'],
    ]);
    engine.resume();
    await clock.quiet();
    expect(engine.all()[1]).toMatchObject({ name: 'g1', status: 'FAILED', error: 'States.Runtime' });
    expect(changes).toEqual(['RUNNING', 'SUCCEEDED', 'FAILED']);
  });
});
