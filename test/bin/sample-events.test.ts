import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { movedToNow, wellAgain } from '../../bin/cli/moved-event';
import { aboutSamples } from '../../bin/cli/sample-list';
import type { CloudEvent } from '../../bin/cli/sample-events';
import { configuration } from '../../config';
import { isAlert, type Alert } from '../../domain/alert';
import { readAlert } from '../../domain/alert-sources/read-alert';
import { classify } from '../../domain/classification';
import { between } from '../../domain/instant';

const folder = join(__dirname, '..', '..', 'bin', 'sample-events');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -5)] : []));
const now = new Date('2031-12-24T18:30:00.000Z');

const eventNamed = (name: string) => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as CloudEvent;
const read = (event: CloudEvent) => readAlert(event, 'fallback', now.toISOString());
const alertOf = (name: string) => read(movedToNow(eventNamed(name), now)) as Alert;

const state = {
  value: expect.stringMatching(/^(OK|ALARM|INSUFFICIENT_DATA)$/) as string,
  reason: expect.any(String) as string,
  reasonData: expect.stringMatching(/^\{.*\}$/) as string,
  timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+0000$/) as string,
};
const envelope = {
  version: '0',
  id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
  account: expect.stringMatching(/^\d{12}$/) as string,
  time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/) as string,
  region: 'eu-central-1',
};

describe('the sample events', () => {
  it('are all in the list, each with what it shows', async () => {
    const listed = await aboutSamples();
    expect(listed.map(({ name }) => name).sort()).toEqual([...names].sort());
    expect(listed.filter(({ shows }) => shows === '')).toEqual([]);
    expect(names.length).toBeGreaterThanOrEqual(9);
  });

  const alarms = names.filter(
    (name) => name !== 'malformed' && eventNamed(name)['detail-type'] === 'CloudWatch Alarm State Change',
  );

  it.each(alarms)('%s has the documented shape of an alarm state change', (name) => {
    const event = eventNamed(name);
    expect(event).toMatchObject({
      ...envelope,
      source: 'aws.cloudwatch',
      'detail-type': 'CloudWatch Alarm State Change',
    });
    const { alarmName, configuration: described } = event.detail as { alarmName: string; configuration: object };
    expect(event.resources).toEqual([`arn:aws:cloudwatch:eu-central-1:111122223333:alarm:${alarmName}`]);
    expect(event.detail).toMatchObject({ state, previousState: state });
    expect(Object.keys(described)).toContain(name === 'sign-in-errors' ? 'alarmRule' : 'metrics');
    const { reasonData } = event.detail['state'] as { reasonData: string };
    expect(() => JSON.parse(reasonData) as unknown).not.toThrow();
  });

  it.each(names)('%s, moved to now, is read as it is meant', (name) => {
    const alert = read(movedToNow(eventNamed(name), now));
    if (name === 'autoscaling') return expect(alert).toEqual({ ignored: 'an auto-scaling alarm' });
    if (name === 'edited-checkout-alarm') return expect(alert).toMatchObject({ context: 'alarm-edited' });
    if (!isAlert(alert)) throw new Error(`${name} is no alert: ${JSON.stringify(alert)}`);
    expect(alert.malformed !== undefined).toBe(name === 'malformed');
    expect(alert.signal).toBe(name === 'dashboard-no-data' ? 'unknown' : 'firing');
    expect(Math.abs(between(alert.changedAt, now.toISOString()))).toBeLessThan(1_000);
  });

  it('checkout-5xx began some four minutes ago, and is SEV-1 by the rule checkout-down', () => {
    const alert = alertOf('checkout-5xx');
    expect(alert.measured).toBe('Http5xxRate 42 %, limit 5 %, 3 of 3 minutes');
    expect(between(alert.startedAt!, now.toISOString())).toBe(220_985);
    const { severity, because } = classify(alert, configuration);
    expect({ severity, because }).toEqual({ severity: 1, because: 'rule checkout-down' });
  });

  it.each(['ServerCpuTooHigh', 'checkout-slow-share', 'sign-in-errors', 'api-traffic-anomaly', 'dashboard-no-data'])(
    '%s is known to a rule of the example company',
    (name) => {
      expect(classify(alertOf(name), configuration).because).toMatch(/^rule /);
    },
  );

  it.each([
    ['exposed-access-key', 1, 'AWS Health says AWS_RISK_CREDENTIALS_EXPOSED'],
    ['compromised-credentials', 1, 'GuardDuty says 9.3 (critical)'],
    ['aws-outage', 2, 'AWS Health says issue'],
    ['canary-cannot-buy', 2, 'no rule knows it'],
  ])('%s is SEV-%i, because %s', (name, severity, because) => {
    expect(classify(alertOf(name), configuration)).toMatchObject({ severity, because });
  });

  it('edited-checkout-alarm is about the alarm of checkout-5xx', () => {
    expect(alertOf('edited-checkout-alarm').dedupKey).toBe(alertOf('checkout-5xx').dedupKey);
  });

  it('move in every form in which CloudWatch writes a time', () => {
    const composite = JSON.stringify(movedToNow(eventNamed('sign-in-errors'), now));
    expect(composite).toContain('transitioned to ALARM at Wednesday 24 December, 2031 18:29:58 UTC');
    const metric = JSON.stringify(movedToNow(eventNamed('checkout-5xx'), now));
    expect(metric).toContain('42.0 (24/12/31 18:28:19)');
    expect(metric).toContain('\\"startDate\\":\\"2031-12-24T18:26:19.015+0000\\"');
    expect(`${composite}${metric}`).not.toContain('2027');
  });

  it.each(['checkout-5xx', 'sign-in-errors', 'customer-report'])('%s can be well again, under the same key', (name) => {
    const well = read(movedToNow(wellAgain(eventNamed(name))!, now)) as Alert;
    expect(well).toMatchObject({ signal: 'ok', dedupKey: alertOf(name).dedupKey });
    expect(Math.abs(between(well.changedAt, now.toISOString()))).toBeLessThan(1_000);
  });

  it('malformed has no OK', () => {
    expect(wellAgain(eventNamed('malformed'))).toBeUndefined();
  });
});
