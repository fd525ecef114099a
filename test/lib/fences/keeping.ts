import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../../local/template/template';
import { at, list, ofType, propertiesOf, references, type Fence } from './fence';

const functions = (template: Template) => ofType(template, 'AWS::Lambda::Function');
const alarms = (template: Template) => ofType(template, 'AWS::CloudWatch::Alarm');
const stages = (template: Template) => ofType(template, 'AWS::ApiGatewayV2::Stage');

/** What an access log may say. A path or a query would carry the token of a responder's link. */
const loggable = [
  'requestId',
  'requestTimeEpoch',
  'routeKey',
  'status',
  'responseLatency',
  'identity.userArn',
  'error.message',
];

const headings: readonly string[] =
  readFileSync(join(__dirname, '../../../docs/runbook.md'), 'utf8').match(/^## .+$/gm) ?? [];

/** What runs is current, what is kept is kept, what is watched has an answer. */
export const keepingFences: Fence[] = [
  {
    name: 'every function runs on arm64 and the newest runtime, with a time-out and a log that ends',
    subjects: functions,
    violations: (template) =>
      functions(template)
        .filter(({ properties }) => {
          const [log] = references(properties['LoggingConfig']);
          return (
            properties['Runtime'] !== 'nodejs24.x' ||
            list(properties['Architectures'])[0] !== 'arm64' ||
            properties['Timeout'] === undefined ||
            log === undefined
          );
        })
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'RelayEvents')['Architectures'],
  },
  {
    name: 'every log is kept for three months and says what a removed stack leaves',
    subjects: (template) => ofType(template, 'AWS::Logs::LogGroup'),
    violations: (template) =>
      ofType(template, 'AWS::Logs::LogGroup')
        .filter(({ properties, raw }) => properties['RetentionInDays'] !== 90 || raw.DeletionPolicy === undefined)
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'IngestAlertLog')['RetentionInDays'],
  },
  {
    name: 'tables, buckets, queues and secrets stay when the stack goes',
    subjects: stateful,
    violations: (template) =>
      stateful(template)
        .filter(({ raw }) => raw.DeletionPolicy !== 'Retain' || raw.UpdateReplacePolicy !== 'Retain')
        .map(({ id }) => id),
    sabotage: (template) => delete (template.Resources['PageBucket'] as { DeletionPolicy?: string }).DeletionPolicy,
  },
  {
    name: 'the table can be restored to any second, and is not deleted by mistake',
    subjects: (template) => ofType(template, 'AWS::DynamoDB::GlobalTable'),
    violations: (template) =>
      ofType(template, 'AWS::DynamoDB::GlobalTable')
        .filter(({ properties }) =>
          list(properties['Replicas']).some(
            (replica) =>
              at(replica, 'DeletionProtectionEnabled') !== true ||
              at(replica, 'PointInTimeRecoverySpecification.PointInTimeRecoveryEnabled') !== true,
          ),
        )
        .map(({ id }) => id),
    sabotage: (template) => (propertiesOf(template, 'IncidentTable')['Replicas'] = [{}]),
  },
  {
    name: 'the bucket is private, versioned and encrypted',
    subjects: (template) => ofType(template, 'AWS::S3::Bucket'),
    violations: (template) =>
      ofType(template, 'AWS::S3::Bucket')
        .filter(({ properties }) => {
          const block = Object.values(properties['PublicAccessBlockConfiguration'] ?? {});
          const open = block.length !== 4 || block.some((blocked) => blocked !== true);
          return (
            open || at(properties, 'VersioningConfiguration.Status') !== 'Enabled' || !properties['BucketEncryption']
          );
        })
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'PageBucket')['PublicAccessBlockConfiguration'],
  },
  {
    name: 'the access log holds no path and no query, because a path holds a token',
    subjects: stages,
    violations: (template) =>
      stages(template).flatMap(({ properties }) => {
        const format = String(at(properties, 'AccessLogSettings.Format'));
        const said = [...format.matchAll(/\$context\.([\w.]+)/g)].map(([, name]) => name!);
        return said.length === 0 ? ['no access log'] : said.filter((name) => !loggable.includes(name));
      }),
    sabotage: (template) =>
      (stages(template)[0]!.properties['AccessLogSettings'] = { Format: '{"path":"$context.path"}' }),
  },
  {
    name: 'every alarm is one of ours by name, reaches the operators alone, and has a heading in the runbook',
    subjects: alarms,
    violations: (template) =>
      alarms(template)
        .filter(({ properties }) => {
          const name = String(properties['AlarmName']);
          const described = String(properties['AlarmDescription']).includes(`docs/runbook.md, heading ${name}.`);
          const actions = references(properties['AlarmActions']);
          const known = name.startsWith('Tocsin-') && headings.includes(`## ${name}`) && described;
          return !known || actions.join() !== 'OperatorsTopic' || properties['TreatMissingData'] === undefined;
        })
        .map(({ id }) => id),
    sabotage: (template) => (propertiesOf(template, 'PagesFailingAlarm')['AlarmName'] = 'Tocsin-Unheard'),
  },
  {
    name: 'silence of the auditor is an alarm',
    subjects: (template) => alarms(template).filter(({ properties }) => properties['MetricName'] === 'AuditHeartbeat'),
    violations: (template) =>
      alarms(template)
        .filter(({ properties }) => properties['MetricName'] === 'AuditHeartbeat')
        .filter(
          ({ properties }) =>
            properties['TreatMissingData'] !== 'breaching' ||
            properties['Namespace'] !== 'Tocsin' ||
            properties['Dimensions'] !== undefined ||
            Number(properties['Period']) * Number(properties['EvaluationPeriods']) !== 180,
        )
        .map(({ id }) => id),
    sabotage: (template) => (propertiesOf(template, 'AuditorSilentAlarm')['TreatMissingData'] = 'ignore'),
  },
  {
    name: 'nothing runs at deployment: no custom resources and no functions that are not ours',
    subjects: (template) => Object.keys(template.Resources),
    violations: (template) =>
      Object.entries(template.Resources)
        .filter(([, { Type }]) => Type.startsWith('Custom::') || Type === 'AWS::CloudFormation::CustomResource')
        .map(([id]) => id),
    sabotage: (template) => Object.assign(template.Resources, { Helper: { Type: 'Custom::S3AutoDeleteObjects' } }),
  },
];

function stateful(template: Template) {
  return ofType(
    template,
    'AWS::DynamoDB::GlobalTable',
    'AWS::S3::Bucket',
    'AWS::SQS::Queue',
    'AWS::SecretsManager::Secret',
    'AWS::StepFunctions::StateMachine',
  );
}
