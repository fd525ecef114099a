import { resolveTemplate } from '../../../local/template/resolve';
import type { Template } from '../../../local/template/template';

const ports = { page: 8080, api: 8081, outbox: 8082, aws: 8083 };

const template: Template = {
  Conditions: {
    Never: { 'Fn::Equals': [{ Ref: 'AWS::Region' }, 'mars-north-1'] },
    Always: { 'Fn::Not': [{ Condition: 'Never' }] },
  },
  Parameters: { Stage: { Default: 'prod' } },
  Resources: {
    AlertQueue: {
      Type: 'AWS::SQS::Queue',
      Properties: { RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dlq', 'Arn'] } } },
    },
    Dlq: { Type: 'AWS::SQS::Queue', Properties: { QueueName: { 'Fn::Join': ['-', ['dead', { Ref: 'Stage' }]] } } },
    Page: { Type: 'AWS::CloudFront::Distribution' },
    Api: { Type: 'AWS::ApiGatewayV2::Api' },
    Table: { Type: 'AWS::DynamoDB::GlobalTable' },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'alerts' } },
    Rule: { Type: 'AWS::Events::Rule', Properties: { EventBusName: { Ref: 'Bus' } } },
    Unborn: { Type: 'AWS::SQS::Queue', Condition: 'Never' },
    Function: {
      Type: 'AWS::Lambda::Function',
      Properties: {
        Environment: {
          Variables: {
            QUEUE: { Ref: 'AlertQueue' },
            PAGE: { 'Fn::Join': ['', ['https://', { 'Fn::GetAtt': ['Page', 'DomainName'] }, '/']] },
            API: {
              'Fn::Sub': [
                'https://${Id}.execute-api.${AWS::Region}.${AWS::URLSuffix}/a/${!kept}',
                { Id: { Ref: 'Api' } },
              ],
            },
            STREAM: { 'Fn::Select': [5, { 'Fn::Split': [':', { 'Fn::GetAtt': 'Table.StreamArn' }] }] },
            MODE: { 'Fn::If': ['Always', 'loud', 'quiet'] },
            GONE: { 'Fn::If': ['Never', 'x', { Ref: 'AWS::NoValue' }] },
          },
        },
      },
    },
  },
  Outputs: { AlertQueueUrl: { Value: { Ref: 'AlertQueue' } } },
};

const broken = (value: unknown): Template => ({
  Resources: { Thing: { Type: 'AWS::SQS::Queue', Properties: { Value: value } } },
});

describe('resolveTemplate', () => {
  const resolved = resolveTemplate(template, ports);
  const find = (id: string) => resolved.resources.find(({ logicalId }) => logicalId === id);

  it('leads queue, page and API addresses to the local ports', () => {
    expect(find('Function')?.properties).toEqual({
      Environment: {
        Variables: {
          QUEUE: 'http://127.0.0.1:8083/000000000000/AlertQueue',
          PAGE: 'http://127.0.0.1:8080/',
          API: 'http://127.0.0.1:8081/a/${kept}',
          STREAM: 'table/Table/stream/2020-01-01T00',
          MODE: 'loud',
        },
      },
    });
    expect(resolved.outputs).toEqual({ AlertQueueUrl: 'http://127.0.0.1:8083/000000000000/AlertQueue' });
  });

  it('gives the name that the template gives, also when it is computed, and AWS-like ARNs', () => {
    expect(find('Dlq')).toMatchObject({
      ref: 'http://127.0.0.1:8083/000000000000/dead-prod',
      arn: 'arn:aws:sqs:eu-central-1:000000000000:dead-prod',
    });
    expect(find('AlertQueue')?.properties).toEqual({ RedrivePolicy: { deadLetterTargetArn: find('Dlq')?.arn } });
    expect(find('Rule')?.arn).toBe('arn:aws:events:eu-central-1:000000000000:rule/alerts/Rule');
  });

  it('leaves out a resource whose condition is false', () => {
    expect(find('Unborn')).toBeUndefined();
  });

  it.each([
    [{ 'Fn::GetAZs': '' }, /Thing\.Value: .*Fn::GetAZs/],
    [{ 'Fn::GetAtt': ['Thing', 'Colour'] }, /Thing\.Value: .*Colour of Thing/],
    [{ Ref: 'Nobody' }, /Thing\.Value: .*Nobody/],
  ])('refuses %j and names the place', (value, message) => {
    expect(() => resolveTemplate(broken(value), ports)).toThrow(message);
  });
});
