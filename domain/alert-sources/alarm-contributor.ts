import type { Alert, Ignored } from '../alert';
import { readInstant } from '../instant';
import { alarmKey, alarmLink, signalOf, silenced, whyNotOurs } from './alarm-facts';
import type { AlertSource } from './alert-source';
import type { Envelope } from './envelope';
import { field, text, texts } from './fields';
import { keyOf, newAlert } from './new-alert';

export const alarmContributor: AlertSource = {
  group: 'cloudwatch',
  source: 'aws.cloudwatch',
  detailType: 'CloudWatch Alarm Contributor State Change',
  name: 'CloudWatch alarm, one contributor',
  key: 'alarm ARN, contributor id',
  documentedAt: 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html',
  read: readAlarmContributor,
};

/** Reads what one series of an alarm over many says; its attributes (`TableName`) stand where a metric's dimensions do. */
function readAlarmContributor(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const name = text(field(detail, 'alarmName'));
  const contributor = field(detail, 'alarmContributor');
  const id = text(field(contributor, 'id'));
  const state = field(detail, 'state');
  const signal = signalOf(state);
  if (name === undefined) return 'detail.alarmName is missing or not a text';
  if (id === undefined) return 'detail.alarmContributor.id is missing or not a text';
  if (signal === undefined) return 'detail.state.value is not ALARM or OK';

  const tags = texts(field(detail, 'alarmTags'));
  const ignored = whyNotOurs(name, tags);
  if (ignored !== undefined) return { ignored };
  const dedupKey = keyOf(alarmKey(envelope, name), id);
  const silent = silenced(envelope, signal, dedupKey);
  if (silent) return silent;

  const dimensions = texts(field(contributor, 'attributes'));
  const which = Object.values(dimensions).slice(0, 3).join(', ');
  return newAlert(envelope, {
    dedupKey,
    signal,
    name: which === '' ? name : `${name}: ${which}`,
    description: text(field(field(detail, 'configuration'), 'description')),
    changedAt: readInstant(field(state, 'timestamp')),
    measured: signal === 'firing' ? text(field(state, 'reason')) : undefined,
    dimensions,
    tags,
    link: alarmLink(envelope.region, name),
  });
}
