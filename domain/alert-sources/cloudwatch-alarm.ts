import type { Alert, Ignored, Signal } from '../alert';
import { readInstant } from '../instant';
import type { Envelope } from './envelope';
import { field, fields, json, list, number, text, texts, type Fields } from './fields';

const signals: Readonly<Record<string, Signal>> = { ALARM: 'firing', OK: 'ok', INSUFFICIENT_DATA: 'unknown' };

/**
 * Reads `CloudWatch Alarm State Change`: single-metric, metric-math, anomaly-detection, composite and PromQL alarms.
 * Shape: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch-and-eventbridge.html
 */
export function readCloudWatchAlarm(envelope: Envelope): Alert | Ignored | string {
  const detail = envelope.detail;
  const name = text(field(detail, 'alarmName'));
  const state = field(detail, 'state');
  const value = text(field(state, 'value'));
  const signal = value !== undefined && Object.hasOwn(signals, value) ? signals[value] : undefined;
  if (name === undefined) return 'detail.alarmName is missing or not a text';
  if (signal === undefined) return 'detail.state.value is not ALARM, OK or INSUFFICIENT_DATA';

  const tags = texts(field(detail, 'alarmTags'));
  const ignored = whyIgnored(name, tags, detail, state);
  if (ignored !== undefined) return { ignored };

  const configuration = field(detail, 'configuration');
  const reasonData = json(field(state, 'reasonData'));
  const metric = firstMetric(configuration);
  const { account, region } = envelope;
  return {
    id: envelope.id,
    source: envelope.source,
    dedupKey: envelope.resources[0] ?? `${account ?? ''} ${region ?? ''} ${name}`,
    signal,
    name,
    description: text(field(configuration, 'description')),
    changedAt: readInstant(field(state, 'timestamp')) ?? envelope.time,
    sentAt: envelope.time,
    startedAt: readInstant(reasonData['startDate']),
    measured:
      signal === 'firing'
        ? (measured(reasonData, metric, text(field(state, 'reason'))) ?? text(field(state, 'reason')))
        : undefined,
    namespace: text(metric['namespace']),
    dimensions: texts(metric['dimensions']),
    tags,
    account,
    region,
    detectionSource: 'monitoring',
    link:
      region !== undefined && /^[a-z0-9-]+$/.test(region)
        ? `https://${region}.console.aws.amazon.com/cloudwatch/home?region=${region}#alarmsV2:alarm/${encodeURIComponent(name)}`
        : undefined,
  };
}

/** What is ignored from the first day: scaling alarms, muted and suppressed ones, our own, and what a team has tagged so. */
function whyIgnored(name: string, tags: Record<string, string>, detail: unknown, state: unknown): string | undefined {
  if (name.startsWith('TargetTracking-')) return 'an auto-scaling alarm';
  if (tags['tocsin'] === 'ignore') return 'tagged tocsin=ignore';
  if (tags['tocsin'] === 'own' || name.startsWith('Tocsin-'))
    return "one of Tocsin's own alarms, which go to the operators topic";
  if (field(detail, 'muteDetail')) return 'muted by a mute rule';
  if (field(state, 'actionsSuppressedBy')) return 'suppressed by its composite alarm';
  return undefined;
}

/** The metric that an alarm is about: its own, or for metric math the first one that has a name. */
function firstMetric(configuration: unknown): Fields {
  for (const entry of list(field(configuration, 'metrics'))) {
    const metric = field(field(entry, 'metricStat'), 'metric');
    if (text(field(metric, 'name')) !== undefined) return fields(metric);
  }
  return {};
}

/** `CPUUtilization 99.5, limit 50, 1 of 1 × 5 min`, from the alarm's own reason and reason data. */
function measured(reasonData: Fields, metric: Fields, reason: string | undefined): string | undefined {
  const points = list(reasonData['recentDatapoints']).flatMap((point) => number(point) ?? []);
  const last = points.at(-1);
  if (last === undefined) return undefined;
  const unit = text(reasonData['unit']) === 'Percent' ? ' %' : '';
  const label = text(metric['name']) ?? 'value';
  const period = number(reasonData['period']);
  const [, bad, seen] = /(\d+) out of the last (\d+) datapoints/.exec(reason ?? '') ?? [];
  const share = bad === undefined ? `${points.length}` : `${bad} of ${seen}`;
  const lasting = period === undefined ? '' : `, ${share} ${period === 60 ? 'minutes' : `× ${inWords(period)}`}`;
  const limit = limitOf(reasonData);
  return `${label} ${rounded(last)}${unit}${limit === undefined ? '' : `, limit ${limit}${unit}`}${lasting}`;
}

/** A fixed threshold, or the band of an anomaly alarm. */
function limitOf(reasonData: Fields): string | undefined {
  const threshold = number(reasonData['threshold']);
  if (threshold !== undefined) return rounded(threshold);
  const lower = number(list(reasonData['recentLowerThresholds']).at(-1));
  const upper = number(list(reasonData['recentUpperThresholds']).at(-1));
  if (upper === undefined) return lower === undefined ? undefined : `at least ${rounded(lower)}`;
  return lower === undefined ? rounded(upper) : `${rounded(lower)} to ${rounded(upper)}`;
}

function inWords(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(4)));
}
