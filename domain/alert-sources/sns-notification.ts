import type { Alert } from '../alert';
import type { Envelope } from './envelope';
import { field, json, list, number, text, type Fields } from './fields';
import { claimed, keyOf, newAlert } from './new-alert';

/** What a message of the alarm topic is called that is not about an alarm. No rule lets an event of this name in. */
export const snsDetailType = 'SNS Notification';

/**
 * What SNS wrapped, as EventBridge would have brought it: a CloudWatch alarm becomes the event that the same alarm sends by
 * EventBridge, so that both ways lead to one incident. Undefined for anything that is not SNS's envelope.
 * @see https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html
 */
export function fromSns(event: unknown): object | undefined {
  const topic = text(field(event, 'TopicArn'));
  if (topic === undefined || field(event, 'Type') !== 'Notification') return undefined;
  if (field(event, 'detail-type') !== undefined) return undefined;
  const envelope = { id: field(event, 'MessageId'), time: field(event, 'Timestamp') };
  const alarm = json(field(event, 'Message'));
  if (field(alarm, 'AlarmName') !== undefined) return { ...envelope, ...alarmEvent(alarm) };
  const [, , , region, account] = topic.split(':');
  return {
    ...envelope,
    source: 'aws.sns',
    'detail-type': snsDetailType,
    account,
    region,
    resources: [topic],
    detail: { subject: field(event, 'Subject'), message: field(event, 'Message') },
  };
}

/** The region stands in words (`EU (Frankfurt)`) in the message; its code is in the ARN alone. */
function alarmEvent(alarm: Fields): object {
  const arn = text(field(alarm, 'AlarmArn'));
  return {
    source: 'aws.cloudwatch',
    'detail-type': 'CloudWatch Alarm State Change',
    account: field(alarm, 'AWSAccountId'),
    region: arn?.split(':')[3],
    resources: arn === undefined ? [] : [arn],
    detail: {
      alarmName: field(alarm, 'AlarmName'),
      configuration: {
        description: field(alarm, 'AlarmDescription'),
        metrics: metricsOf(field(alarm, 'Trigger')),
      },
      state: {
        value: field(alarm, 'NewStateValue'),
        reason: field(alarm, 'NewStateReason'),
        timestamp: field(alarm, 'StateChangeTime'),
      },
    },
  };
}

/** One metric, or for metric math those of its list; dimensions stand as pairs here, and as an object there. */
function metricsOf(trigger: unknown): object[] {
  const several = list(field(trigger, 'Metrics')).flatMap((entry) => field(entry, 'MetricStat') ?? []);
  const stats = several.length > 0 ? several : [{ Metric: trigger, Period: field(trigger, 'Period') }];
  return stats.map((stat) => {
    const metric = field(stat, 'Metric');
    const pairs = list(field(metric, 'Dimensions')).flatMap((pair) => {
      const [name, value] = [text(field(pair, 'name')), text(field(pair, 'value'))];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    });
    return {
      metricStat: {
        metric: {
          namespace: field(metric, 'Namespace'),
          name: field(metric, 'MetricName'),
          dimensions: Object.fromEntries(pairs),
        },
        period: number(field(stat, 'Period')),
      },
    };
  });
}

/**
 * Reads what is not about an alarm: AWS Budgets speaks so, and whoever knows SNS only. Such a message fires, and nothing
 * ever clears it but a person; all of one topic and subject are about one thing.
 */
export function readSnsNotification({ detail, resources, ...envelope }: Envelope): Alert | string {
  const subject = text(field(detail, 'subject'));
  const message = text(field(detail, 'message'));
  if (subject === undefined && message === undefined) return 'it has neither a subject nor a message';
  const name = subject ?? message!.split('\n')[0]!.slice(0, 100);
  const budget = subject?.startsWith('AWS Budgets:') ?? false;
  return newAlert(
    { detail, resources, ...envelope },
    {
      dedupKey: keyOf('sns', resources[0], name),
      signal: 'firing',
      name,
      description: message,
      claims: budget ? claimed(3, 'AWS Budgets says that a threshold is exceeded') : undefined,
    },
  );
}
