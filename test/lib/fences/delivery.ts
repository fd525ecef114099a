import type { Template } from '../../../local/template/template';
import { at, list, ofType, propertiesOf, references, type Fence, type Properties } from './fence';
import { mayDeliver } from './statements';

interface Target {
  readonly rule: string;
  readonly target: Properties;
}

function targets(template: Template): Target[] {
  return ofType(template, 'AWS::Events::Rule').flatMap(({ id, properties }) =>
    list<Properties>(properties['Targets']).map((target) => ({ rule: id, target })),
  );
}

/** Every queue that something uses as its dead-letter queue. */
function deadLetterQueues(template: Template): string[] {
  const users = [
    ...targets(template).map(({ target }) => at(target, 'DeadLetterConfig.Arn')),
    ...ofType(template, 'AWS::SQS::Queue', 'AWS::SNS::Subscription').map(({ properties }) =>
      at(properties, 'RedrivePolicy.deadLetterTargetArn'),
    ),
    ...ofType(template, 'AWS::Lambda::EventInvokeConfig', 'AWS::Lambda::EventSourceMapping').map(({ properties }) =>
      at(properties, 'DestinationConfig.OnFailure.Destination'),
    ),
  ];
  return [...new Set(references(users))];
}

/** Functions that something calls without waiting: rules, and the auditor. */
function calledAsynchronously(template: Template): string[] {
  const functions = ofType(template, 'AWS::Lambda::Function').map(({ id }) => id);
  const byRules = targets(template).flatMap(({ target }) => references(target['Arn']));
  const byTheAuditor = references(propertiesOf(template, 'AuditPromises')['Environment']);
  return functions.filter((id) => byRules.includes(id) || byTheAuditor.includes(id));
}

/** Nothing that fails to arrive may be lost in silence. */
export const deliveryFences: Fence[] = [
  {
    name: 'every rule target is retried for a day, then kept in a queue that takes it from this rule alone',
    subjects: targets,
    violations: (template) =>
      targets(template).flatMap(({ rule, target }) => {
        const [queue] = references(at(target, 'DeadLetterConfig.Arn'));
        const tried = at(target, 'RetryPolicy.MaximumEventAgeInSeconds') === 86_400;
        const often = at(target, 'RetryPolicy.MaximumRetryAttempts') === 185;
        const kept = queue !== undefined && mayDeliver(template, queue, 'events.amazonaws.com', rule);
        return tried && often && kept ? [] : [rule];
      }),
    sabotage: (template) =>
      delete list<Properties>(propertiesOf(template, 'OnMessagesQueued')['Targets'])[0]!['DeadLetterConfig'],
  },
  {
    name: 'a rule that feeds the alert queue may write into it, in its own name',
    subjects: (template) => targets(template).filter(({ target }) => references(target['Arn'])[0] === 'AlertQueue'),
    violations: (template) =>
      targets(template)
        .filter(({ target }) => references(target['Arn'])[0] === 'AlertQueue')
        .filter(({ rule }) => !mayDeliver(template, 'AlertQueue', 'events.amazonaws.com', rule))
        .map(({ rule }) => rule),
    sabotage: (template) => {
      for (const { properties } of ofType(template, 'AWS::SQS::QueuePolicy'))
        if (references(properties['Queues']).includes('AlertQueue')) properties['PolicyDocument'] = { Statement: [] };
    },
  },
  {
    name: 'every queue that is not a dead-letter queue has one, and tries through three hours of outage first (F18)',
    subjects: (template) => ofType(template, 'AWS::SQS::Queue'),
    violations: (template) =>
      ofType(template, 'AWS::SQS::Queue')
        .filter(({ id }) => !deadLetterQueues(template).includes(id))
        .filter(({ properties }) => {
          const tries = Number(at(properties, 'RedrivePolicy.maxReceiveCount') ?? 0);
          return tries * Number(properties['VisibilityTimeout'] ?? 30) < 3 * 3_600;
        })
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'AlertQueue')['RedrivePolicy'],
  },
  {
    name: 'every subscription keeps what did not arrive, in a queue that takes it from its topic',
    subjects: (template) => ofType(template, 'AWS::SNS::Subscription'),
    violations: (template) =>
      ofType(template, 'AWS::SNS::Subscription')
        .filter(({ properties }) => {
          const [queue] = references(at(properties, 'RedrivePolicy.deadLetterTargetArn'));
          const [topic] = references(properties['TopicArn']);
          return !queue || !topic || !mayDeliver(template, queue, 'sns.amazonaws.com', topic);
        })
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'PagesAlexBySms')['RedrivePolicy'],
  },
  {
    name: 'every source of a function keeps what failed',
    subjects: (template) => ofType(template, 'AWS::Lambda::EventSourceMapping'),
    violations: (template) =>
      ofType(template, 'AWS::Lambda::EventSourceMapping')
        .filter(({ properties }) => {
          const [source] = references(properties['EventSourceArn']);
          const ofQueue = template.Resources[source!]?.Type === 'AWS::SQS::Queue';
          return ofQueue
            ? at(propertiesOf(template, source!), 'RedrivePolicy') === undefined ||
                !list(properties['FunctionResponseTypes']).includes('ReportBatchItemFailures')
            : references(at(properties, 'DestinationConfig.OnFailure.Destination')).length === 0;
        })
        .map(({ id }) => id),
    sabotage: (template) => delete propertiesOf(template, 'IncidentStream')['DestinationConfig'],
  },
  {
    name: 'every function that is called asynchronously is retried twice within six hours, then kept',
    subjects: calledAsynchronously,
    violations: (template) => {
      const kept = ofType(template, 'AWS::Lambda::EventInvokeConfig')
        .filter(
          ({ properties }) =>
            properties['MaximumRetryAttempts'] === 2 &&
            properties['MaximumEventAgeInSeconds'] === 21_600 &&
            references(at(properties, 'DestinationConfig.OnFailure.Destination')).length === 1,
        )
        .flatMap(({ properties }) => references(properties['FunctionName']));
      return calledAsynchronously(template).filter((id) => !kept.includes(id));
    },
    sabotage: (template) => {
      for (const { properties } of ofType(template, 'AWS::Lambda::EventInvokeConfig'))
        delete properties['DestinationConfig'];
    },
  },
  {
    name: 'every dead-letter queue keeps for 14 days and has an alarm at its first message',
    subjects: deadLetterQueues,
    violations: (template) => {
      const alarmed = ofType(template, 'AWS::CloudWatch::Alarm')
        .filter(({ properties }) => properties['MetricName'] === 'ApproximateNumberOfMessagesVisible')
        .filter(({ properties }) => properties['Threshold'] === 0)
        .flatMap(({ properties }) => references(properties['Dimensions']));
      return deadLetterQueues(template).filter(
        (id) => propertiesOf(template, id)['MessageRetentionPeriod'] !== 1_209_600 || !alarmed.includes(id),
      );
    },
    sabotage: (template) => delete propertiesOf(template, 'DeliveriesFailedAlarm')['Dimensions'],
  },
  {
    name: 'a queue hides a batch for six times as long as its function may run',
    subjects: (template) => ofType(template, 'AWS::Lambda::EventSourceMapping'),
    violations: (template) =>
      ofType(template, 'AWS::Lambda::EventSourceMapping').flatMap(({ id, properties }) => {
        const source = template.Resources[references(properties['EventSourceArn'])[0]!]!;
        if (source.Type !== 'AWS::SQS::Queue') return [];
        const timeout = Number(propertiesOf(template, references(properties['FunctionName'])[0]!)['Timeout']);
        return Number(source.Properties?.['VisibilityTimeout']) >= 6 * timeout ? [] : [id];
      }),
    sabotage: (template) => (propertiesOf(template, 'AlertQueue')['VisibilityTimeout'] = 30),
  },
];
