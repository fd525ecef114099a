import type { Alert, Ignored } from '../alert';
import { readInstant } from '../instant';
import { alarmKey, alarmLink, firstMetric, signalOf, silenced, whyNotOurs } from './alarm-facts';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, json, list, text, texts, type Fields } from './fields';
import { measured } from './measured';
import { newAlert } from './new-alert';

export const cloudWatchAlarm: AlertSource = {
  group: 'cloudwatch',
  source: 'aws.cloudwatch',
  detailType: 'CloudWatch Alarm State Change',
  name: 'CloudWatch alarm',
  key: 'alarm ARN',
  documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  read: readCloudWatchAlarm,
};

/** Reads single-metric, metric-math, anomaly-detection, composite, multi-series and PromQL alarms. */
function readCloudWatchAlarm(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const name = text(field(detail, 'alarmName'));
  const state = field(detail, 'state');
  const signal = signalOf(state);
  if (name === undefined) return 'detail.alarmName is missing or not a text';
  if (signal === undefined) return 'detail.state.value is not ALARM, OK or INSUFFICIENT_DATA';

  const tags = texts(field(detail, 'alarmTags'));
  const ignored = whyNotOurs(name, tags);
  if (ignored !== undefined) return { ignored };
  const dedupKey = alarmKey(envelope, name);
  const silent = silenced(envelope, signal, dedupKey);
  if (silent) return silent;

  const configuration = field(detail, 'configuration');
  const reasonData = json(field(state, 'reasonData'));
  const reason = text(field(state, 'reason'));
  const metric = firstMetric(configuration);
  return newAlert(envelope, {
    dedupKey,
    signal,
    name,
    description: text(field(configuration, 'description')),
    changedAt: readInstant(field(state, 'timestamp')),
    startedAt: readInstant(reasonData['startDate']),
    measured:
      signal === 'firing' ? (measured(reasonData, metric, reason) ?? reason ?? promQlQuery(configuration)) : undefined,
    namespace: text(metric['namespace']),
    dimensions: texts(metric['dimensions']),
    tags,
    link: alarmLink(envelope.region, name),
    covers: signal === 'firing' ? triggeringAlarms(reasonData) : undefined,
  });
}

/** A composite names the alarms that made it fire; so many of them are taken. */
const mostChildren = 25;

function triggeringAlarms(reasonData: Fields): readonly string[] | undefined {
  const arns = list(reasonData['triggeringAlarms']).flatMap((alarm) => text(field(alarm, 'arn')) ?? []);
  return arns.length === 0 ? undefined : [...new Set(arns)].slice(0, mostChildren);
}

/** A PromQL alarm tells neither reason nor numbers: what it asks is the best there is. */
function promQlQuery(configuration: unknown): string | undefined {
  const criteria = field(field(configuration, 'evaluationCriteria'), 'promQLCriteria');
  const query = text(field(criteria, 'query'));
  return query === undefined ? undefined : `query ${query}`;
}
