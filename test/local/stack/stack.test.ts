import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { Clock } from '../../../local/clock';
import { startLocalStack, type LocalStack, type StackOptions } from '../../../local/stack';
import { smallAssembly } from '../support/small-assembly';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const allow = (Service: string, Action: string, Resource: unknown, from: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service }, Action, Resource, Condition: { ArnEquals: { 'aws:SourceArn': from } } },
  ],
});

/** An alert's way to a page, as short as it can be: event → rule → queue → function → table → stream → function → topic. */
const assembly = smallAssembly(
  {
    Ingest: {
      code: `import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
        const dynamodb = new DynamoDBClient({ maxAttempts: 3 });
        export const handler = async ({ Records }) => {
          for (const record of Records) {
            const { id, detail } = JSON.parse(record.body);
            await dynamodb.send(new PutItemCommand({ TableName: process.env.TABLE, Item: { pk: { S: id }, name: { S: detail.name }, at: { S: new Date().toISOString() } } }));
          }
        };`,
      environment: { TABLE: { Ref: 'Incidents' } },
      statements: [
        { Action: ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'], Resource: arn('Alerts') },
        { Action: 'dynamodb:PutItem', Resource: arn('Incidents') },
      ],
    },
    Notify: {
      code: `import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
        const sns = new SNSClient({});
        export const handler = async ({ Records }) => {
          for (const { dynamodb } of Records) {
            const attribute = (StringValue) => ({ DataType: 'String', StringValue });
            await sns.send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: dynamodb.NewImage.name.S + ' ' + process.env.API + '/a/1', Subject: 'SEV-1',
              MessageAttributes: { kind: attribute('page'), incidentId: attribute('K7MQ'), level: { DataType: 'Number', StringValue: '1' } } }));
          }
        };`,
      environment: { TOPIC: { Ref: 'Ada' }, API: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
      statements: [
        {
          Action: ['dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:DescribeStream'],
          Resource: { 'Fn::GetAtt': ['Incidents', 'StreamArn'] },
        },
        { Action: 'sns:Publish', Resource: { Ref: 'Ada' } },
      ],
    },
    Page: {
      code: `import { SNSClient, PublishCommand } from '@aws-sdk/client-sns';
        export const handler = async (event) => {
          if (event.rawPath === '/forbidden') await new SNSClient({}).send(new PublishCommand({ TopicArn: process.env.TOPIC, Message: 'x' }));
          return { statusCode: 200, body: event.pathParameters?.token ?? 'none' };
        };`,
      environment: { TOPIC: { Ref: 'Ada' } },
    },
    Ask: { code: `export const handler = async ({ n }) => ({ n: n + 1, at: Date.now() });` },
  },
  {
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'alerts' } },
    Rule: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['test'] },
        Targets: [{ Id: '1', Arn: arn('Alerts'), DeadLetterConfig: { Arn: arn('Dead') } }],
      },
    },
    Closed: {
      Type: 'AWS::Events::Rule',
      Properties: {
        EventBusName: { Ref: 'Bus' },
        EventPattern: { source: ['closed'] },
        Targets: [{ Id: '1', Arn: arn('Alerts'), DeadLetterConfig: { Arn: arn('Dead') } }],
      },
    },
    Alerts: { Type: 'AWS::SQS::Queue' },
    Dead: { Type: 'AWS::SQS::Queue' },
    AlertsPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Alerts' }],
        PolicyDocument: allow('events.amazonaws.com', 'sqs:SendMessage', arn('Alerts'), arn('Rule')),
      },
    },
    DeadPolicy: {
      Type: 'AWS::SQS::QueuePolicy',
      Properties: {
        Queues: [{ Ref: 'Dead' }],
        PolicyDocument: allow('events.amazonaws.com', 'sqs:SendMessage', arn('Dead'), arn('Closed')),
      },
    },
    FromQueue: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: { EventSourceArn: arn('Alerts'), FunctionName: { Ref: 'Ingest' } },
    },
    Incidents: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
      },
    },
    FromTable: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: { 'Fn::GetAtt': ['Incidents', 'StreamArn'] },
        FunctionName: { Ref: 'Notify' },
        StartingPosition: 'TRIM_HORIZON',
      },
    },
    Ada: {
      Type: 'AWS::SNS::Topic',
      Properties: { Subscription: [{ Protocol: 'email', Endpoint: 'ada@example.com' }] },
    },
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
    ToPage: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Api' },
        IntegrationType: 'AWS_PROXY',
        PayloadFormatVersion: '2.0',
        IntegrationUri: arn('Page'),
      },
    },
    Routes: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /a/{token}',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'ToPage' }]] },
      },
    },
    Forbidden: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Api' },
        RouteKey: 'GET /forbidden',
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'ToPage' }]] },
      },
    },
    LetApiIn: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: arn('Page'),
        Principal: 'apigateway.amazonaws.com',
        SourceArn: { 'Fn::Join': ['', ['arn:aws:execute-api:eu-central-1:000000000000:', { Ref: 'Api' }, '/*/*']] },
      },
    },
    MachineRole: {
      Type: 'AWS::IAM::Role',
      Properties: {
        Policies: [
          {
            PolicyName: 'May',
            PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn('Ask') }] },
          },
        ],
      },
    },
    Machine: {
      Type: 'AWS::StepFunctions::StateMachine',
      Properties: {
        RoleArn: arn('MachineRole'),
        DefinitionString: {
          'Fn::Sub': JSON.stringify({
            StartAt: 'Sleep',
            States: {
              Sleep: { Type: 'Wait', Seconds: 60, Next: 'Ask' },
              Ask: {
                Type: 'Task',
                Resource: 'arn:aws:states:::lambda:invoke',
                Parameters: { FunctionName: '${Ask.Arn}', 'Payload.$': '$' },
                OutputPath: '$.Payload',
                TimeoutSeconds: 20,
                Retry: [
                  {
                    ErrorEquals: ['Lambda.TooManyRequestsException', 'States.Timeout'],
                    IntervalSeconds: 1,
                    MaxAttempts: 2,
                  },
                ],
                End: true,
              },
            },
          }),
        },
      },
    },
  },
  { AlertBusName: { Ref: 'Bus' }, ResponderApiUrl: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } },
);
afterAll(() => rmSync(assembly, { recursive: true }));

const START = Date.UTC(2027, 2, 3, 2, 2);
let stack: LocalStack;
const start = async (more: Partial<StackOptions> = {}) =>
  (stack = await startLocalStack({ assembly, clock: new Clock(START, 0), ...more }));
afterEach(() => stack.stop());

const ring = async (Source = 'test') => {
  const events = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${stack.ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'x' },
  });
  await events.send(
    new PutEventsCommand({
      Entries: [{ EventBusName: 'alerts', Source, DetailType: 'Alert', Detail: '{"name":"checkout-5xx"}' }],
    }),
  );
};
const advance = (duration: string) =>
  fetch(`http://127.0.0.1:${stack.ports.aws}/_local/clock`, {
    method: 'POST',
    body: JSON.stringify({ advance: duration }),
  });

it('brings an alert through rule, queue, table and stream to a page, refusing nothing', async () => {
  await start();
  await ring();
  await stack.clock.quiet();
  expect(stack.messages()).toMatchObject([
    {
      to: 'ada@example.com',
      kind: 'page',
      incidentId: 'K7MQ',
      level: 1,
      at: '2027-03-03T02:02:00.000Z',
      body: `checkout-5xx ${stack.outputs.ResponderApiUrl}/a/1`,
    },
  ]);
  expect(stack.denied()).toEqual([]);
  expect(stack.lambda.failures()).toEqual([]);
  expect(await (await fetch(stack.messages()[0]!.link!)).text()).toBe('1');
});

it('refuses a delivery that the queue policy does not allow, and the dead-letter queue keeps the event', async () => {
  await start();
  await ring('closed');
  await stack.clock.quiet();
  expect(stack.sqs.messages('Dead')).toMatchObject([{ attributes: { ERROR_CODE: { StringValue: 'NO_PERMISSIONS' } } }]);
  expect(stack.denied()).toEqual([expect.stringContaining('sqs:SendMessage') as string]);
});

it('refuses a call that the role does not allow', async () => {
  await start();
  expect((await fetch(`${stack.outputs.ResponderApiUrl}/forbidden`)).status).toBe(500);
  expect(stack.denied()).toEqual([expect.stringMatching(/PageRole.*sns:Publish/) as string]);
  expect(stack.messages()).toEqual([]);
});

it.each(['before', 'after', 'throttle', 'hang'] as const)(
  'F1, F2, F4, F5: one lost call (%s) delays a page and does not lose it',
  async (kind) => {
    await start();
    stack.faults.set([{ service: 'dynamodb', operation: 'PutItem', nth: 1, kind }]);
    await ring();
    await stack.clock.advance(60_000);
    expect(stack.messages()).toHaveLength(1);
  },
);

it('a state machine calls functions on the clock, meets faults and retries', async () => {
  await start();
  stack.faults.set([
    { service: 'lambda', operation: 'Invoke', nth: 1, kind: 'throttle' },
    { service: 'lambda', operation: 'Invoke', nth: 2, kind: 'hang' },
  ]);
  const machine = stack.template.ofType('AWS::StepFunctions::StateMachine')[0]!.arn;
  stack.stepFunctions.start({ stateMachineArn: machine, name: 'one', input: '{"n":1}' });
  await stack.clock.advance(120_000);
  // A minute's wait, a throttled try, a second's pause, 20 s of a call that hangs, two seconds' pause.
  expect(stack.stepFunctions.all()).toMatchObject([
    { name: 'one', status: 'SUCCEEDED', output: JSON.stringify({ n: 2, at: START + 83_000 }) },
  ]);
  expect(stack.faults.callsSeen()).toContainEqual({
    caller: 'Machine',
    service: 'lambda',
    operation: 'Invoke',
    nth: 3,
  });
});

it('is the same after a restart: data, outbox, what is under way, and time', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'stack-'));
  await start({ directory });
  await ring();
  await stack.clock.quiet();
  await advance('PT15M');
  const machine = stack.template.ofType('AWS::StepFunctions::StateMachine')[0]!.arn;
  stack.stepFunctions.start({ stateMachineArn: machine, name: 'under-way', input: '{"n":1}' });
  const before = stack.messages();
  await stack.stop();

  await start({ directory, clock: new Clock(START + 900_000, 0) });
  expect(stack.messages()).toEqual(before);
  await stack.clock.advance(60_000);
  expect(stack.stepFunctions.all()).toMatchObject([{ name: 'under-way', status: 'SUCCEEDED' }]);
  await stack.stop();

  await start({ directory, fresh: true });
  expect(stack.messages()).toEqual([]);
  await stack.stop();
  rmSync(directory, { recursive: true });
});

it('has its own endpoints for readiness, clock and faults', async () => {
  await start();
  const local = `http://127.0.0.1:${stack.ports.aws}/_local`;
  const at = '2027-03-03T02:02:00.000Z';
  expect(await (await fetch(`${local}/ready`)).json()).toEqual({ now: at, outputs: stack.outputs });
  expect(await (await advance('PT15M')).json()).toEqual({ now: '2027-03-03T02:17:00.000Z' });
  expect((await advance('soon')).status).toBe(400);
  const faults = [{ service: 'sns', operation: 'Publish', nth: 1, kind: 'before' }];
  const put = (body: unknown) => fetch(`${local}/faults`, { method: 'PUT', body: JSON.stringify(body) });
  await put(faults);
  expect(await (await fetch(`${local}/faults`)).json()).toEqual(faults);
  expect((await put([{ kind: 'x' }])).status).toBe(400);
  expect(await (await put([])).json()).toEqual([]);
});

it('skips ahead by the button of the outbox', async () => {
  await start();
  const outbox = `http://127.0.0.1:${stack.ports.outbox}`;
  const pressed = await fetch(`${outbox}/clock`, {
    method: 'POST',
    body: new URLSearchParams({ minutes: '5' }),
    redirect: 'manual',
  });
  expect([pressed.status, pressed.headers.get('location')]).toEqual([303, '/']);
  expect(stack.clock.now()).toBe(START + 300_000);
  expect(await (await fetch(outbox)).text()).toContain('2027-03-03 02:07:00 UTC');
  expect(await (await fetch(`${outbox}/messages.json`)).json()).toEqual([]);
});
