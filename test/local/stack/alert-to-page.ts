import { smallAssembly } from '../support/small-assembly';

const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const allow = (Service: string, Action: string, Resource: unknown, from: unknown) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: { Service }, Action, Resource, Condition: { ArnEquals: { 'aws:SourceArn': from } } },
  ],
});

/** An alert's way to a page, as short as it can be: event → rule → queue → function → table → stream → function → topic. */
export const alertToPage = (): string =>
  smallAssembly(
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
      ToQueue: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Ada' },
          Protocol: 'sqs',
          Endpoint: arn('Dead'),
          FilterPolicy: { copy: ['yes'] },
        },
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
              PolicyDocument: {
                Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: arn('Ask') }],
              },
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
