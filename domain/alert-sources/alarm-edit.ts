import type { Context, Ignored } from '../alert';
import { readInstant } from '../instant';
import { alarmKey, whyNotOurs } from './alarm-facts';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, text, texts } from './fields';

export const alarmEdit: AlertSource = {
  group: 'cloudwatch',
  source: 'aws.cloudwatch',
  detailType: 'CloudWatch Alarm Configuration Change',
  name: 'CloudWatch alarm, edited or deleted',
  key: 'alarm ARN',
  documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  read: readAlarmEdit,
};

/** What of an alarm, edited during an incident, people want to know; by the words they know it by. */
const watched: Readonly<Record<string, string>> = {
  threshold: 'threshold',
  comparisonOperator: 'comparison',
  evaluationPeriods: 'evaluation periods',
  datapointsToAlarm: 'datapoints to alarm',
  treatMissingData: 'missing data',
  alarmRule: 'rule',
  actionsSuppressor: 'suppressor',
  actionsEnabled: 'actions enabled',
};

/** Reads an alarm's own change: no alert, but a line in the timeline of the incident that it may have opened. */
function readAlarmEdit(envelope: Envelope): Context | Ignored | string {
  const detail = envelope.detail;
  const name = text(field(detail, 'alarmName'));
  const operation = text(field(detail, 'operation'));
  if (name === undefined) return 'detail.alarmName is missing or not a text';
  const ignored = whyNotOurs(name, texts(field(detail, 'alarmTags')));
  if (ignored !== undefined) return { ignored };
  if (operation === 'create') return { ignored: 'an alarm was created' };
  if (operation !== 'update' && operation !== 'delete') return 'detail.operation is not create, update or delete';

  const configuration = field(detail, 'configuration');
  const deleted = operation === 'delete';
  return {
    context: deleted ? 'alarm-deleted' : 'alarm-edited',
    id: envelope.id,
    source: envelope.source,
    dedupKey: alarmKey(envelope, name),
    name,
    text: deleted
      ? `The alarm ${name} was deleted: no OK of it will come.`
      : `The alarm ${name} was edited${changes(field(detail, 'previousConfiguration'), configuration)}.`,
    at: deleted ? envelope.time : (readInstant(field(configuration, 'timestamp')) ?? envelope.time),
  };
}

/** `: threshold 70, now 80; evaluation periods 1, now 3`. */
function changes(before: unknown, after: unknown): string {
  const told = Object.entries(watched).flatMap(([name, words]) => {
    const [was, is] = [plain(field(before, name)), plain(field(after, name))];
    return was === is ? [] : [`${words} ${was}, now ${is}`];
  });
  return told.length === 0 ? '' : `: ${told.join('; ')}`;
}

function plain(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return text(value, 200) ?? 'none';
}
