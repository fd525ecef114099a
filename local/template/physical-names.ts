import { ACCOUNT, loopback, PARTITION, REGION, URL_SUFFIX, type Ports } from './place';

/** The property that may give a resource its physical name, by type. A type that is missing is always named by its logical id. */
const NAME_PROPERTY: Readonly<Record<string, string>> = {
  'AWS::DynamoDB::Table': 'TableName',
  'AWS::DynamoDB::GlobalTable': 'TableName',
  'AWS::Events::EventBus': 'Name',
  'AWS::Events::Rule': 'Name',
  'AWS::IAM::ManagedPolicy': 'ManagedPolicyName',
  'AWS::IAM::Role': 'RoleName',
  'AWS::Lambda::Function': 'FunctionName',
  'AWS::Logs::LogGroup': 'LogGroupName',
  'AWS::S3::Bucket': 'BucketName',
  'AWS::SNS::Topic': 'TopicName',
  'AWS::SQS::Queue': 'QueueName',
  'AWS::Scheduler::ScheduleGroup': 'Name',
  'AWS::SecretsManager::Secret': 'Name',
  'AWS::StepFunctions::StateMachine': 'StateMachineName',
};

const here = `${REGION}:${ACCOUNT}`;

/** The ARN up to the name, by type; a type that is missing has no ARN here. */
const ARN_PREFIX: Readonly<Record<string, string>> = {
  'AWS::ApiGatewayV2::Api': `apigateway:${REGION}::/apis/`,
  'AWS::CloudFront::Distribution': `cloudfront::${ACCOUNT}:distribution/`,
  'AWS::CloudFront::Function': `cloudfront::${ACCOUNT}:function/`,
  'AWS::CloudWatch::Alarm': `cloudwatch:${here}:alarm:`,
  'AWS::CloudWatch::CompositeAlarm': `cloudwatch:${here}:alarm:`,
  'AWS::DynamoDB::GlobalTable': `dynamodb:${here}:table/`,
  'AWS::DynamoDB::Table': `dynamodb:${here}:table/`,
  'AWS::Events::Archive': `events:${here}:archive/`,
  'AWS::Events::EventBus': `events:${here}:event-bus/`,
  'AWS::Events::Rule': `events:${here}:rule/`,
  'AWS::IAM::ManagedPolicy': `iam::${ACCOUNT}:policy/`,
  'AWS::IAM::Role': `iam::${ACCOUNT}:role/`,
  'AWS::KMS::Key': `kms:${here}:key/`,
  'AWS::Lambda::EventSourceMapping': `lambda:${here}:event-source-mapping:`,
  'AWS::Lambda::Function': `lambda:${here}:function:`,
  'AWS::Logs::LogGroup': `logs:${here}:log-group:`,
  'AWS::S3::Bucket': 's3:::',
  'AWS::SNS::Topic': `sns:${here}:`,
  'AWS::SQS::Queue': `sqs:${here}:`,
  'AWS::Scheduler::Schedule': `scheduler:${here}:schedule/default/`,
  'AWS::SecretsManager::Secret': `secretsmanager:${here}:secret:`,
  'AWS::StepFunctions::StateMachine': `states:${here}:stateMachine:`,
};

/** What the ARN carries after the name. AWS adds six random characters to a secret's. */
const ARN_SUFFIX: Readonly<Record<string, string>> = {
  'AWS::Logs::LogGroup': ':*',
  'AWS::SecretsManager::Secret': '-000000',
};

/** Types whose `Ref` is the ARN. */
const REF_IS_ARN = new Set([
  'AWS::CloudFront::Function',
  'AWS::IAM::ManagedPolicy',
  'AWS::SNS::Topic',
  'AWS::SecretsManager::Secret',
  'AWS::StepFunctions::StateMachine',
]);

/** The property of this type that names a resource, if a template may name one. */
export function namePropertyOf(type: string): string | undefined {
  return NAME_PROPERTY[type];
}

/** The ARN of a resource, or an empty string for a type that has none. A rule on a bus of its own carries the bus in its ARN. */
export function arnOf(type: string, name: string, bus?: string): string {
  const prefix = ARN_PREFIX[type];
  if (prefix === undefined) return '';
  const path = type === 'AWS::Events::Rule' && bus && bus !== 'default' ? `${bus}/` : '';
  return `arn:${PARTITION}:${prefix}${path}${name}${ARN_SUFFIX[type] ?? ''}`;
}

/** What `Ref` answers for this type. A queue's URL leads to the local AWS port, because the SDK takes its endpoint from there. */
export function refOf(type: string, name: string, arn: string, ports: Ports): string {
  if (type === 'AWS::SQS::Queue') return `${loopback(ports.aws)}/${ACCOUNT}/${name}`;
  return REF_IS_ARN.has(type) ? arn : name;
}

/** Attributes other than `Arn`, by type, as CloudFormation documents them. */
export function attributeOf(
  type: string,
  attribute: string,
  name: string,
  arn: string,
  ports: Ports,
): string | undefined {
  if (attribute === 'Arn' || attribute === `${type.split('::').at(-1)}Arn`) return arn === '' ? undefined : arn;
  switch (`${type}.${attribute}`) {
    case 'AWS::ApiGatewayV2::Api.ApiEndpoint':
      return loopback(ports.api);
    case 'AWS::ApiGatewayV2::Api.ApiId':
    case 'AWS::CloudFront::Distribution.Id':
    case 'AWS::CloudFront::OriginAccessControl.Id':
    case 'AWS::CloudFront::ResponseHeadersPolicy.Id':
    case 'AWS::CloudFront::CachePolicy.Id':
    case 'AWS::DynamoDB::GlobalTable.TableId':
    case 'AWS::Events::EventBus.Name':
    case 'AWS::IAM::Role.RoleId':
    case 'AWS::KMS::Key.KeyId':
    case 'AWS::Lambda::EventSourceMapping.Id':
    case 'AWS::SNS::Topic.TopicName':
    case 'AWS::SQS::Queue.QueueName':
    case 'AWS::StepFunctions::StateMachine.Name':
      return name;
    case 'AWS::CloudFront::Distribution.DomainName':
      return `127.0.0.1:${ports.page}`;
    case 'AWS::CloudFront::Function.FunctionARN':
    case 'AWS::SecretsManager::Secret.Id':
      return arn;
    case 'AWS::DynamoDB::GlobalTable.StreamArn':
    case 'AWS::DynamoDB::Table.StreamArn':
      return `${arn}/stream/2020-01-01T00:00:00.000`;
    case 'AWS::S3::Bucket.DomainName':
      return `${name}.s3.${URL_SUFFIX}`;
    case 'AWS::S3::Bucket.RegionalDomainName':
      return `${name}.s3.${REGION}.${URL_SUFFIX}`;
    case 'AWS::SQS::Queue.QueueUrl':
      return refOf(type, name, arn, ports);
    default:
      return undefined;
  }
}
