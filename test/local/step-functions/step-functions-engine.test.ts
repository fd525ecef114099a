import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { serve, type ServedEngine } from '../dynamodb/served-engine';
import { definition, FUNCTION, MACHINE, scene, START } from './machine-scene';

const DAY = 86_400_000;
const twoSteps = definition('JSONata', {
  Ask: {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: FUNCTION },
    Next: 'Wait',
  },
  Wait: { Type: 'Wait', Seconds: 60, Next: 'Which' },
  Which: { Type: 'Choice', Choices: [{ Condition: '{% true %}', Next: 'End' }] },
  End: { Type: 'Succeed', Output: 'end' },
});

describe('Step Functions, through the SDK', () => {
  let at: ReturnType<typeof scene>;
  let served: ServedEngine;
  let client: SFNClient;
  beforeEach(async () => {
    at = scene(twoSteps);
    served = await serve(at.engine);
    client = new SFNClient(served.client);
  });
  afterEach(() => served.close());
  const start = (name: string, input = '{"g":1}') =>
    client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name, input }));

  test('the same name and input while it runs is the same execution (I12)', async () => {
    const first = await start('K7MQ-escalation-g1');
    await at.clock.advance(10_000);
    const second = await start('K7MQ-escalation-g1', '{ "g": 1 }');
    expect(second.executionArn).toBe(first.executionArn);
    expect(second.startDate).toEqual(new Date(START));
    expect(at.calls).toHaveLength(1);
  });

  test('another input, or a name whose execution has closed, is ExecutionAlreadyExists (F9)', async () => {
    await start('g1');
    await expect(start('g1', '{"g":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await at.clock.advance(120_000);
    await expect(start('g1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  test('a name is free again 90 days after its execution closed', async () => {
    await start('g1');
    await at.clock.advance(90 * DAY);
    await expect(start('g1')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await at.clock.advance(60_000);
    await expect(start('g1')).resolves.toMatchObject({ executionArn: expect.stringContaining(':g1') as string });
  });

  test('tells how an execution stands, and stops one', async () => {
    const { executionArn } = await start('g1');
    const describe = () => client.send(new DescribeExecutionCommand({ executionArn }));
    expect(await describe()).toMatchObject({
      status: 'RUNNING',
      name: 'g1',
      stateMachineArn: MACHINE,
      input: '{"g":1}',
    });
    await at.clock.advance(30_000);
    await client.send(new StopExecutionCommand({ executionArn, error: 'Acknowledged', cause: 'by ana' }));
    await at.clock.advance(DAY);
    expect(await describe()).toMatchObject({
      status: 'ABORTED',
      error: 'Acknowledged',
      cause: 'by ana',
      stopDate: new Date(START + 30_000),
    });
    expect(at.changes).toEqual(['RUNNING', 'ABORTED']);
  });

  test('lists executions, newest first, by status and by page', async () => {
    await start('g1');
    await at.clock.advance(120_000);
    await start('g2');
    await start('g3');
    const list = async (more: object) => {
      const { executions, nextToken } = await client.send(
        new ListExecutionsCommand({ stateMachineArn: MACHINE, ...more }),
      );
      return { names: executions!.map(({ name }) => name), nextToken };
    };
    expect((await list({})).names).toEqual(['g3', 'g2', 'g1']);
    expect((await list({ statusFilter: 'SUCCEEDED' })).names).toEqual(['g1']);
    const { names, nextToken } = await list({ maxResults: 2 });
    expect(names).toEqual(['g3', 'g2']);
    expect((await list({ maxResults: 2, nextToken })).names).toEqual(['g1']);
  });

  test('the history counts as AWS counts: a Lambda task 5 events, a Wait or Choice 2', async () => {
    const { executionArn } = await start('g1');
    await at.clock.advance(120_000);
    const { events } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events!.map(({ type }) => type)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSucceeded',
      'TaskStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'ChoiceStateEntered',
      'ChoiceStateExited',
      'SucceedStateEntered',
      'SucceedStateExited',
      'ExecutionSucceeded',
    ]);
    expect(events![6]).toMatchObject({ id: 7, timestamp: new Date(START) });
    expect(events![7]).toMatchObject({ id: 8, timestamp: new Date(START + 60_000) });
  });

  test.each([
    [{ stateMachineArn: `${MACHINE}X` }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: MACHINE, name: 'a b' }, 'InvalidName'],
    [{ stateMachineArn: MACHINE, name: 'x'.repeat(81) }, 'InvalidName'],
    [{ stateMachineArn: MACHINE, input: '{' }, 'InvalidExecutionInput'],
  ])('StartExecution %j is %s', async (input, name) => {
    await expect(client.send(new StartExecutionCommand(input))).rejects.toMatchObject({ name });
    expect(at.engine.all()).toEqual([]);
  });

  test('an execution that is not there is ExecutionDoesNotExist', async () => {
    const executionArn = MACHINE.replace('stateMachine', 'execution') + ':none';
    const name = 'ExecutionDoesNotExist';
    await expect(client.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({ name });
    await expect(client.send(new StopExecutionCommand({ executionArn }))).rejects.toMatchObject({ name });
    await expect(client.send(new GetExecutionHistoryCommand({ executionArn }))).rejects.toMatchObject({ name });
  });

  test('asks IAM for the machine to start, for the execution to look at', async () => {
    const { executionArn } = await start('g1');
    await client.send(new DescribeExecutionCommand({ executionArn }));
    const permissions = served.requests.map((request) =>
      at.engine.permissionsOf(at.engine.operationOf(request), request),
    );
    expect(permissions).toEqual([
      [{ action: 'states:StartExecution', resource: MACHINE }],
      [{ action: 'states:DescribeExecution', resource: executionArn }],
    ]);
  });
});
