import type { BusEvent } from '../../local/event-bridge/bus-event';

const minute = 60_000;

/** What a story may say of an alarm besides its name and state. */
export interface AlarmFacts {
  readonly id: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly at: number;
}

let events = 0;

/** `CloudWatch Alarm State Change` of a single-metric alarm; the breach began four minutes before. */
export function alarmEvent(name: string, value: string, now: number, more: Partial<AlarmFacts> = {}): BusEvent {
  const at = more.at ?? now;
  const written = (time: number) => new Date(time).toISOString().replace('Z', '+0000');
  const reasonData = JSON.stringify({
    version: '1.0',
    queryDate: written(at),
    startDate: written(at - 4 * minute),
    unit: 'Percent',
    statistic: 'Average',
    period: 60,
    recentDatapoints: [38, 40.5, 42],
    threshold: 5,
  });
  return {
    version: '0',
    id: more.id ?? `event-${++events}`,
    'detail-type': 'CloudWatch Alarm State Change',
    source: 'aws.cloudwatch',
    account: '123456789012',
    time: new Date(at).toISOString(),
    region: 'eu-central-1',
    resources: [`arn:aws:cloudwatch:eu-central-1:123456789012:alarm:${name}`],
    detail: {
      alarmName: name,
      configuration: {
        description: `The alarm ${name}`,
        metrics: [
          {
            id: 'm1',
            returnData: true,
            metricStat: {
              period: 60,
              stat: 'Average',
              metric: { namespace: 'Acme/Shop', name: 'Http5xx', dimensions: { Service: 'checkout' } },
            },
          },
        ],
      },
      previousState: {
        value: value === 'ALARM' ? 'OK' : 'ALARM',
        timestamp: written(at - 60 * minute),
        reason: 'before',
      },
      state: { value, timestamp: written(at), reason: 'Threshold Crossed', reasonData },
      ...(more.tags ? { alarmTags: more.tags } : {}),
    },
  };
}

/** The same as it comes while a mute rule holds its actions back for ten minutes more. */
export function mutedAlarmEvent(name: string, value: string, now: number): BusEvent {
  const event = alarmEvent(name, value, now);
  const muteDetail = { mutedByArn: 'arn:rule', muteWindowEnd: new Date(now + 10 * minute).toISOString() };
  return { ...event, detail: { ...(event.detail as object), muteDetail } };
}
