import { definition, FUNCTION, LAMBDA_INVOKE, runToEnd } from './machine-scene';

function choose(rule: object): object {
  return definition('JSONPath', {
    Choose: { Type: 'Choice', Choices: [{ ...rule, Next: 'Yes' }], Default: 'No' },
    Yes: { Type: 'Pass', Result: 'yes', End: true },
    No: { Type: 'Pass', Result: 'no', End: true },
  });
}

describe('a JSONPath machine', () => {
  test('takes in by InputPath and Parameters, gives out by ResultSelector, ResultPath and OutputPath', async () => {
    const { calls, output } = await runToEnd(
      definition('JSONPath', {
        Ask: {
          Type: 'Task',
          Resource: LAMBDA_INVOKE,
          InputPath: '$.incident',
          Parameters: {
            FunctionName: FUNCTION,
            Payload: {
              'id.$': '$.id',
              'by.$': '$$.Execution.Name',
              'text.$': "States.Format('{} at {}', $.id, $.level)",
              fixed: 1,
            },
          },
          ResultSelector: { 'level.$': '$.Payload.level', 'code.$': '$.StatusCode' },
          ResultPath: '$.incident.answer',
          OutputPath: '$.incident',
          End: true,
        },
      }),
      { incident: { id: 'K7MQ', level: 1 }, other: true },
      () => ({ level: 2 }),
    );
    expect(calls[0]!.payload).toEqual({ id: 'K7MQ', by: 'run', text: 'K7MQ at 1', fixed: 1 });
    expect(output).toEqual({ id: 'K7MQ', level: 1, answer: { level: 2, code: 200 } });
  });

  test('calls a function by its plain ARN with the input, and ResultPath null drops the answer', async () => {
    const { calls, output } = await runToEnd(
      definition('JSONPath', { Ask: { Type: 'Task', Resource: FUNCTION, ResultPath: null, End: true } }),
      { a: 1 },
      () => ({ b: 2 }),
    );
    expect(calls[0]).toMatchObject({ arn: FUNCTION, payload: { a: 1 } });
    expect(output).toEqual({ a: 1 });
  });

  test('Assign sees the task’s whole result, and a later state the variable', async () => {
    const { output } = await runToEnd(
      definition('JSONPath', {
        Ask: { Type: 'Task', Resource: FUNCTION, Assign: { 'n.$': '$.n' }, ResultSelector: { m: 0 }, Next: 'Add' },
        Add: { Type: 'Pass', Parameters: { 'sum.$': 'States.MathAdd($n, 40)', 'm.$': '$.m' }, End: true },
      }),
      {},
      () => ({ n: 2 }),
    );
    expect(output).toEqual({ sum: 42, m: 0 });
  });

  test.each([
    [{ Type: 'Wait', Seconds: 90 }, 90],
    [{ Type: 'Wait', SecondsPath: '$.seconds' }, 30],
    [{ Type: 'Wait', Timestamp: '2026-11-21T03:01:00Z' }, 60],
    [{ Type: 'Wait', TimestampPath: '$.at' }, 3600],
    [{ Type: 'Wait', Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ])('%j', async (wait, expected) => {
    const input = { seconds: 30, at: '2026-11-21T05:00:00+01:00' };
    const { seconds, output } = await runToEnd(definition('JSONPath', { Wait: { ...wait, End: true } }), input);
    expect(seconds).toBe(expected);
    expect(output).toEqual(input);
  });

  const value = { n: 5, s: 'page-1', b: true, t: '2026-11-21T03:00:00Z', nil: null, m: 5 };
  test.each<[object, boolean]>([
    [{ Variable: '$.n', NumericGreaterThan: 4 }, true],
    [{ Variable: '$.n', NumericLessThanEquals: 4 }, false],
    [{ Variable: '$.n', NumericEqualsPath: '$.m' }, true],
    [{ Variable: '$.s', NumericEquals: 5 }, false],
    [{ Variable: '$.s', StringEquals: 'page-1' }, true],
    [{ Variable: '$.s', StringMatches: 'page-*' }, true],
    [{ Variable: '$.s', StringMatches: 'pag?-*' }, false],
    [{ Variable: '$.b', BooleanEquals: true }, true],
    [{ Variable: '$.t', TimestampLessThan: '2026-11-21T05:00:00+01:00' }, true],
    [{ Variable: '$.t', TimestampEquals: '2026-11-21T04:00:00+01:00' }, true],
    [{ Variable: '$.nil', IsNull: true }, true],
    [{ Variable: '$.gone', IsPresent: false }, true],
    [{ Variable: '$.n', IsPresent: true }, true],
    [{ Variable: '$.s', IsTimestamp: true }, false],
    [{ Variable: '$.n', IsNumeric: true }, true],
    [
      {
        And: [
          { Variable: '$.b', BooleanEquals: true },
          { Variable: '$.n', NumericEquals: 4 },
        ],
      },
      false,
    ],
    [
      {
        Or: [
          { Variable: '$.b', BooleanEquals: false },
          { Variable: '$.n', NumericEquals: 5 },
        ],
      },
      true,
    ],
    [{ Not: { Variable: '$.n', NumericEquals: 5 } }, false],
  ])('Choice %j is %s', async (rule, expected) => {
    expect((await runToEnd(choose(rule), value)).output).toBe(expected ? 'yes' : 'no');
  });

  test('a Choice over something that is not there fails as States.Runtime, which nothing catches', async () => {
    const { status, error } = await runToEnd(choose({ Variable: '$.gone', NumericEquals: 1 }), value);
    expect([status, error]).toEqual(['FAILED', 'States.Runtime']);
  });

  test('JSON to text and back, and a part of every element', async () => {
    const { output } = await runToEnd(
      definition('JSONPath', {
        Turn: {
          Type: 'Pass',
          Parameters: {
            'text.$': 'States.JsonToString($.list)',
            'back.$': 'States.StringToJson($.json)',
            'ids.$': '$.list[*].id',
            'last.$': '$.list[-1].id',
          },
          End: true,
        },
      }),
      { list: [{ id: 1 }, { id: 2 }], json: '{"a":[1]}' },
    );
    expect(output).toEqual({ text: '[{"id":1},{"id":2}]', back: { a: [1] }, ids: [1, 2], last: 2 });
  });

  test('Fail takes its words from the input', async () => {
    const fail = { Type: 'Fail', ErrorPath: '$.error', CausePath: "States.Format('because of {}', $.why)" };
    expect(await runToEnd(definition('JSONPath', { Fail: fail }), { error: 'E', why: 'x' })).toMatchObject({
      error: 'E',
      cause: 'because of x',
    });
  });
});
