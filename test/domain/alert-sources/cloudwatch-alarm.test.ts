import { isAlert, isIgnored, type Alert } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { night } from '../../support/domain-alerts';
import { anAlarmEvent, serverCpuTooHigh } from '../../support/domain-events';

const read = (event: unknown) => readAlert(event, 'message-1', night);
const alertOf = (event: unknown): Alert => {
  const alert = read(event);
  if (!isAlert(alert)) throw new Error(`no alert: ${JSON.stringify(alert)}`);
  return alert;
};

test('M18 M117: the documented single-metric alarm, with the moment the trouble began from its reasonData', () => {
  expect(alertOf(serverCpuTooHigh)).toEqual({
    id: 'c4c1c1c9-6542-e61b-6ef0-8c4d36933a92',
    source: 'aws.cloudwatch',
    dedupKey: 'arn:aws:cloudwatch:us-east-1:123456789012:alarm:ServerCpuTooHigh',
    signal: 'firing',
    name: 'ServerCpuTooHigh',
    description: 'Goes into alarm when server CPU utilization is too high!',
    changedAt: '2019-10-02T17:04:40.989Z',
    sentAt: '2019-10-02T17:04:40.000Z',
    startedAt: '2019-10-02T16:59:00.000Z',
    measured: 'CPUUtilization 99.5, limit 50, 1 of 1 × 5 min',
    namespace: 'AWS/EC2',
    dimensions: { InstanceId: 'i-12345678901234567' },
    tags: {},
    account: '123456789012',
    region: 'us-east-1',
    detectionSource: 'monitoring',
    link: 'https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#alarmsV2:alarm/ServerCpuTooHigh',
  });
});

test('a metric-math alarm takes namespace and dimensions from the first metric that has a name', () => {
  const configuration = {
    metrics: [
      { id: 'e1', expression: 'errors / requests * 100', label: 'Error rate', returnData: true },
      {
        id: 'errors',
        metricStat: {
          metric: {
            namespace: 'AWS/ApplicationELB',
            name: 'HTTPCode_Target_5XX_Count',
            dimensions: { LoadBalancer: 'app/shop' },
          },
          period: 60,
          stat: 'Sum',
        },
      },
    ],
  };
  expect(alertOf(anAlarmEvent({ configuration }))).toMatchObject({
    signal: 'firing',
    namespace: 'AWS/ApplicationELB',
    dimensions: { LoadBalancer: 'app/shop' },
  });
});

test('an anomaly alarm tells its band as the limit', () => {
  const reasonData = JSON.stringify({
    startDate: '2027-03-03T15:58:00.000+0000',
    period: 60,
    recentDatapoints: [310],
    recentLowerThresholds: [4195.75],
    recentUpperThresholds: [6001.5],
  });
  expect(
    alertOf(anAlarmEvent({}, { reasonData, reason: 'Thresholds Crossed: 1 out of the last 1 datapoints' })),
  ).toMatchObject({
    measured: 'CPUUtilization 310, limit 4196 to 6002, 1 of 1 minutes',
    startedAt: '2027-03-03T15:58:00.000Z',
  });
});

test('a composite alarm has neither metric nor numbers: its reason is what was measured', () => {
  const event = anAlarmEvent(
    { configuration: { alarmRule: 'ALARM("a") OR ALARM("b")', description: 'Shop' } },
    {
      reason: 'arn:…:alarm:a transitioned to ALARM',
      reasonData:
        '{"triggeringAlarms":[{"arn":"a","state":{"value":"ALARM","timestamp":"2027-03-03T10:00:00.000+0000"}}]}',
    },
  );
  expect(alertOf(event)).toMatchObject({
    signal: 'firing',
    measured: 'arn:…:alarm:a transitioned to ALARM',
    namespace: undefined,
    dimensions: {},
    startedAt: undefined,
  });
});

test('a PromQL alarm carries neither reason nor reasonData, and still fires', () => {
  const event = anAlarmEvent({ configuration: { promQL: 'up == 0' } }, { reason: undefined, reasonData: undefined });
  expect(alertOf(event)).toMatchObject({ signal: 'firing', measured: undefined, startedAt: undefined });
});

test.each([
  ['ALARM', 'firing'],
  ['OK', 'ok'],
  ['INSUFFICIENT_DATA', 'unknown'],
])('state %s is %s', (value, signal) => {
  expect(alertOf(anAlarmEvent({}, { value })).signal).toBe(signal);
});

test('only what fires is measured', () => {
  expect(alertOf(anAlarmEvent({}, { value: 'OK' })).measured).toBeUndefined();
});

test('an alarm without resources is known by account, region and name', () => {
  expect(alertOf({ ...serverCpuTooHigh, resources: [] }).dedupKey).toBe('123456789012 us-east-1 ServerCpuTooHigh');
});

describe('ignored at intake', () => {
  test.each([
    ['an auto-scaling alarm', anAlarmEvent({ alarmName: 'TargetTracking-table/Orders-AlarmHigh-4c51' })],
    ['a tag tocsin=ignore', anAlarmEvent({ alarmTags: { tocsin: 'ignore' } })],
    ['one of our own, by tag', anAlarmEvent({ alarmTags: { tocsin: 'own' } })],
    ['one of our own, by name', anAlarmEvent({ alarmName: 'Tocsin-AuditHeartbeat' })],
    ['muteDetail', anAlarmEvent({ muteDetail: { mutedBy: 'arn:aws:cloudwatch:us-east-1:1:alarm-mute-rule:night' } })],
    ['actionsSuppressedBy', anAlarmEvent({}, { actionsSuppressedBy: 'Alarm' })],
  ])('%s', (_, event) => {
    const ignored = read(event);
    expect(isIgnored(ignored) && ignored.ignored).toMatch(/\w/);
  });

  test.each([
    ['another tag', anAlarmEvent({ alarmTags: { tocsin: 'no', team: 'ignore' } })],
    ['a name that only contains the words', anAlarmEvent({ alarmName: 'my-TargetTracking-alarm' })],
    ['an OK that comes under a mute', anAlarmEvent({ muteDetail: { mutedBy: 'x' } }, { value: 'OK' })],
    ['an empty muteDetail', anAlarmEvent({ muteDetail: null }, { actionsSuppressedBy: '' })],
  ])('but not %s', (_, event) => {
    expect(isIgnored(read(event))).toBe(false);
  });
});

test('the graph link names nothing but the console, whatever the event says of its region', () => {
  for (const region of ['evil.example/', 'eu-central-1.evil.example/?', 'eu central 1', 'a@b']) {
    expect(alertOf({ ...serverCpuTooHigh, region }).link).toBeUndefined();
  }
});
