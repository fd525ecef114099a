import { definition, FUNCTION, LAMBDA_INVOKE, MACHINE, runToEnd, START_EXECUTION } from './machine-scene';

const invoke = { Type: 'Task', Resource: LAMBDA_INVOKE };

describe('a JSONata machine', () => {
  test('calls a function with Arguments, keeps a variable by Assign and shapes the Output', async () => {
    const { output, calls } = await runToEnd(
      definition('JSONata', {
        Ask: {
          ...invoke,
          Arguments: {
            FunctionName: FUNCTION,
            Payload: { id: '{% $states.input.id %}', fixed: 'x', list: ['{% 1 + 1 %}'] },
          },
          Assign: { level: '{% $states.result.Payload.level %}' },
          Output: '{% $states.result.Payload %}',
          Next: 'Add',
        },
        Add: { Type: 'Pass', Output: { next: '{% $level + 1 %}', was: '{% $states.input.level %}' }, End: true },
      }),
      { id: 'K7MQ' },
      () => ({ level: 2 }),
    );
    expect(calls).toEqual([{ arn: FUNCTION, payload: { id: 'K7MQ', fixed: 'x', list: [2] }, at: 0 }]);
    expect(output).toEqual({ next: 3, was: 2 });
  });

  test('waits for a timestamp, or for seconds, by the clock', async () => {
    const { seconds, output } = await runToEnd(
      definition('JSONata', {
        Until: { Type: 'Wait', Timestamp: '{% $states.input.at %}', Next: 'More' },
        More: { Type: 'Wait', Seconds: '{% 5 * 2 %}', Next: 'Tell' },
        Tell: { Type: 'Succeed', Output: '{% $now() %}' },
      }),
      { at: '2026-11-21T03:05:00.000Z' },
    );
    expect(seconds).toBe(310);
    expect(output).toBe('2026-11-21T03:05:10.000Z');
  });

  test.each([
    [5, 'high'],
    [3, 'middle'],
    [1, 'low'],
  ])('chooses by Condition: %d is %s', async (n, expected) => {
    const { output } = await runToEnd(
      definition('JSONata', {
        Choose: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.n > 4 %}', Next: 'Tell', Assign: { word: 'high' } },
            { Condition: '{% $states.input.n > 2 %}', Next: 'Tell', Assign: { word: 'middle' } },
          ],
          Default: 'Tell',
          Assign: { word: 'low' },
        },
        Tell: { Type: 'Succeed', Output: '{% $word %}' },
      }),
      { n },
    );
    expect(output).toBe(expected);
  });

  test('finds the context object and Step Functions’ own functions', async () => {
    const { output } = await runToEnd(
      definition('JSONata', {
        Tell: {
          Type: 'Succeed',
          Output: {
            name: '{% $states.context.Execution.Name %}',
            started: '{% $states.context.Execution.StartTime %}',
            machine: '{% $states.context.StateMachine.Id %}',
            state: '{% $states.context.State.Name %}',
            parsed: '{% $parse($states.input.text).a %}',
            range: '{% $range(0, 4, 2) %}',
            parts: '{% $partition([1, 2, 3], 2) %}',
          },
        },
      }),
      { text: '{"a":1}' },
    );
    expect(output).toEqual({
      name: 'run',
      started: '2026-11-21T03:00:00.000Z',
      machine: MACHINE,
      state: 'Tell',
      parsed: 1,
      range: [0, 2, 4],
      parts: [[1, 2], [3]],
    });
  });

  test('an expression that yields nothing fails the execution as States.QueryEvaluationError', async () => {
    const { status, error } = await runToEnd(
      definition('JSONata', { Tell: { Type: 'Succeed', Output: '{% $gone %}' } }),
    );
    expect([status, error]).toEqual(['FAILED', 'States.QueryEvaluationError']);
  });

  test('hands over to a machine, and a name that is taken is an error to catch', async () => {
    const states = {
      Hand: {
        Type: 'Task',
        Resource: START_EXECUTION,
        Arguments: { StateMachineArn: MACHINE, Name: 'next-g2', Input: { generation: '{% $states.input.g + 1 %}' } },
        Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Taken' }],
        Output: '{% $states.result.ExecutionArn %}',
        End: true,
      },
      Taken: { Type: 'Succeed', Output: 'taken' },
    };
    const started = { executionArn: 'arn:next', startDate: 0 };
    const good = await runToEnd(definition('JSONata', states), { g: 1 }, () => started);
    expect(good.calls[0]).toMatchObject({ arn: MACHINE, payload: { name: 'next-g2', input: '{"generation":2}' } });
    expect(good.output).toBe('arn:next');
    const taken = await runToEnd(definition('JSONata', states), { g: 1 }, () => {
      throw Object.assign(new Error('taken'), { name: 'ExecutionAlreadyExists' });
    });
    expect(taken.output).toBe('taken');
  });

  test('Fail ends with its Error and Cause', async () => {
    const fail = { Type: 'Fail', Error: 'NoOneOnCall', Cause: '{% "level " & $string($states.input.level) %}' };
    expect(await runToEnd(definition('JSONata', { Fail: fail }), { level: 2 })).toMatchObject({
      status: 'FAILED',
      error: 'NoOneOnCall',
      cause: 'level 2',
    });
  });
});
