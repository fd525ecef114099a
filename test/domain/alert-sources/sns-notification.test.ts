import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isAlert } from '../../../domain/alert';
import { readAlert } from '../../../domain/alert-sources/read-alert';
import { fixture, meaningOf } from '../../support/alert-fixtures';
import { runsOf } from '../../support/fuzz-budget';
import { wound, wounded } from '../../support/hostile-events';
import { faults, untouched } from '../../support/reading-faults';

const folder = join(__dirname, '../../fixtures/sns');
const names = readdirSync(folder).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));
const message = (name: string) =>
  JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>;
const read = (event: unknown) => readAlert(event, 'message-1', '2027-03-03T03:00:00.000Z');
const alert = (event: unknown) => {
  const reading = read(event);
  if (!isAlert(reading)) throw new Error('This is no alert.');
  return reading;
};

test.each([
  ['alarm', 'firing, SEV-2 because no rule knows it'],
  ['alarm-math', 'firing, SEV-2 because no rule knows it'],
  ['alarm-ok', 'ok'],
  ['budget', 'firing, SEV-3 because AWS Budgets says that a threshold is exceeded'],
  ['plain', 'firing, SEV-2 because no rule knows it'],
])('M18: by SNS, %s is %s', (name, meaning) => {
  expect(names).toContain(name);
  expect(meaningOf(read(message(name)))).toBe(meaning);
});

test('M1: an alarm by SNS and the same by EventBridge are one: one key, one time, one name', () => {
  const [bySns, byBus] = [alert(message('alarm')), alert(fixture('alarm-metric-alarm'))];
  for (const same of ['dedupKey', 'changedAt', 'name', 'source', 'account', 'region', 'signal'] as const)
    expect([same, bySns[same]]).toEqual([same, byBus[same]]);
  expect(bySns).toMatchObject({
    namespace: 'Acme/Payments',
    dimensions: { Service: 'payments' },
    region: 'eu-central-1',
  });
  expect(alert(message('alarm-math'))).toMatchObject({
    namespace: 'Acme/Payments',
    dimensions: { Service: 'payments' },
  });
});

test('what is no alarm is told by its subject, or by its first line; one topic and subject are one thing', () => {
  const plain = message('plain');
  expect(alert(plain)).toMatchObject({ name: 'Nightly import failed', source: 'aws.sns', region: 'eu-central-1' });
  expect(alert({ ...plain, MessageId: 'x', Message: 'Nightly import failed\nOnce more' }).dedupKey).toBe(
    alert(plain).dedupKey,
  );
  expect(alert({ ...plain, Subject: 'Another' }).dedupKey).not.toBe(alert(plain).dedupKey);
  expect(alert({ ...plain, Message: 7 }).malformed).toBe('it has neither a subject nor a message');
});

test('an event of EventBridge that carries the fields of SNS is still an event', () => {
  const event = { ...fixture('guardduty-high'), Type: 'Notification', TopicArn: 'arn:aws:sns:r:a:t' };
  expect(alert(event).source).toBe('aws.guardduty');
});

test('B1 B2 B3 B6: messages of SNS, wounded outside or in: always an alert, or ignored', () => {
  const both = fc.array(wound, { maxLength: 3 });
  fc.assert(
    fc.property(fc.constantFrom(...names), both, both, (name, outside, inside) => {
      const whole = message(name);
      const inner = name.startsWith('alarm')
        ? JSON.stringify(wounded(JSON.parse(whole['Message'] as string) as Record<string, unknown>, inside))
        : whole['Message'];
      expect(faults(read(wounded({ ...whole, Message: inner }, outside)))).toEqual([]);
      untouched();
    }),
    { numRuns: runsOf('snsMessages') },
  );
}, 600_000);
