import { definition, FUNCTION, runToEnd, scene, MACHINE } from './machine-scene';

const task = { Type: 'Task', Resource: FUNCTION };

function failing(name: string, times = Infinity) {
  return (_payload: never, call: number): unknown => {
    if (call > times) return 'done';
    throw Object.assign(new Error(`attempt ${call}`), { name });
  };
}

/** The instants, in seconds, at which the task was tried. */
async function attempts(retry: object[], handler: (payload: never, call: number) => unknown): Promise<number[]> {
  const { calls } = await runToEnd(definition('JSONata', { Ask: { ...task, Retry: retry, End: true } }), {}, handler);
  return calls.map(({ at }) => at);
}

describe('Retry', () => {
  test.each([
    [{ ErrorEquals: ['States.ALL'] }, [0, 1, 3, 7]],
    [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 2 }, [0, 5, 10]],
    [{ ErrorEquals: ['Busy'], IntervalSeconds: 10, BackoffRate: 3, MaxDelaySeconds: 20 }, [0, 10, 30, 50]],
    [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL', IntervalSeconds: 10, MaxAttempts: 2 }, [0, 5, 15]],
    [{ ErrorEquals: ['States.TaskFailed'], MaxAttempts: 1 }, [0, 1]],
    [{ ErrorEquals: ['Other'] }, [0]],
    [{ ErrorEquals: ['States.ALL'], MaxAttempts: 0 }, [0]],
  ])('%j', async (retrier, expected) => {
    expect(await attempts([retrier], failing('Busy'))).toEqual(expected);
  });

  test('each retrier counts by itself', async () => {
    const retry = [
      { ErrorEquals: ['A'], MaxAttempts: 1, IntervalSeconds: 1 },
      { ErrorEquals: ['B'], MaxAttempts: 1, IntervalSeconds: 10 },
    ];
    const names = ['A', 'B', 'A'];
    const handler = (_payload: never, call: number): unknown => failing(names[call - 1]!)(_payload, call);
    expect(await attempts(retry, handler)).toEqual([0, 1, 11]);
  });

  test('ends with the success', async () => {
    const { status, output } = await runToEnd(
      definition('JSONata', { Ask: { ...task, Retry: [{ ErrorEquals: ['States.ALL'] }], End: true } }),
      {},
      failing('Lambda.TooManyRequestsException', 2),
    );
    expect([status, output]).toEqual(['SUCCEEDED', 'done']);
  });

  test.each(['States.Runtime', 'States.DataLimitExceeded'])('States.ALL is not meant for %s', async (name) => {
    expect(await attempts([{ ErrorEquals: ['States.ALL'] }], failing(name))).toEqual([0]);
  });

  test('more than 256 KiB is States.DataLimitExceeded', async () => {
    const { error } = await runToEnd(definition('JSONata', { Ask: { ...task, End: true } }), {}, () =>
      'x'.repeat(262_144),
    );
    expect(error).toBe('States.DataLimitExceeded');
  });
});

describe('Catch', () => {
  test('JSONata: $states.errorOutput, Assign and Output', async () => {
    const caught = { ErrorEquals: ['Busy'], Next: 'Tell', Assign: { e: '{% $states.errorOutput.Error %}' } };
    const tell = { Type: 'Succeed', Output: { error: '{% $e %}', cause: '{% $states.input.Cause %}' } };
    const { output } = await runToEnd(
      definition('JSONata', { Ask: { ...task, Catch: [caught], End: true }, Tell: tell }),
      {},
      failing('Busy'),
    );
    expect(output).toEqual({ error: 'Busy', cause: 'attempt 1' });
  });

  test('JSONPath: ResultPath puts the error beside the input', async () => {
    const Catch = [{ ErrorEquals: ['States.ALL'], Next: 'Tell', ResultPath: '$.error' }];
    const { output } = await runToEnd(
      definition('JSONPath', { Ask: { ...task, Catch, End: true }, Tell: { Type: 'Succeed' } }),
      { id: 1 },
      failing('Busy'),
    );
    expect(output).toEqual({ id: 1, error: { Error: 'Busy', Cause: 'attempt 1' } });
  });

  test('what nothing catches fails the execution', async () => {
    const { status, error, cause } = await runToEnd(
      definition('JSONata', { Ask: { ...task, End: true } }),
      {},
      failing('TypeError'),
    );
    expect([status, error, cause]).toEqual(['FAILED', 'TypeError', 'attempt 1']);
  });
});

describe('TimeoutSeconds', () => {
  test('of a task is States.Timeout; an answer that comes too late changes nothing', async () => {
    const answers: ((value: unknown) => void)[] = [];
    const Catch = [
      { ErrorEquals: ['States.TaskFailed'], Next: 'Wrong' },
      { ErrorEquals: ['States.Timeout'], Next: 'Late' },
    ];
    const { clock, engine } = scene(
      definition('JSONata', {
        Ask: { ...task, TimeoutSeconds: 10, Catch, End: true },
        Wrong: { Type: 'Fail' },
        Late: { Type: 'Wait', Seconds: 60, Next: 'Tell' },
        Tell: { Type: 'Succeed', Output: 'late' },
      }),
      () => new Promise((resolve) => answers.push(resolve)),
    );
    engine.start({ stateMachineArn: MACHINE });
    await clock.advance(15_000);
    answers[0]!('too late');
    await clock.advance(60_000);
    expect(engine.all()[0]).toMatchObject({ status: 'SUCCEEDED', output: '"late"' });
  });

  test('of the machine is TIMED_OUT, whatever it was doing', async () => {
    const wait = definition('JSONata', { Wait: { Type: 'Wait', Seconds: 100, End: true } }, { TimeoutSeconds: 30 });
    expect(await runToEnd(wait)).toMatchObject({ status: 'TIMED_OUT', seconds: 30 });
  });
});
