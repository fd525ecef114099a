import { hearingNothing } from '../../domain/silence-alarm';
import type { ClassificationRule } from '../../domain/classification';
import { isAlert, type Alert } from '../../domain/alert';
import { readFixture } from '../support/alert-fixtures';

const noData = readFixture('alarm-metric-insufficient-data');
if (!isAlert(noData)) throw new Error('The fixture is an alert.');
const hearing = (alert: Alert, ...classificationRules: readonly ClassificationRule[]) =>
  hearingNothing(alert, { classificationRules, services: [], accounts: {} });
const rule: ClassificationRule = { name: 'orders-silent', when: { name: noData.name }, severity: 2 };

test('losing sight is no alarm by itself, and one where the tag or the rule says so', () => {
  expect(hearing(noData, rule).signal).toBe('unknown');
  const byRule = hearing(noData, { ...rule, silenceAlarm: true });
  expect(byRule).toMatchObject({ signal: 'firing', measured: 'no data' });
  const tagged = { ...noData, tags: { 'tocsin:silence-alarm': 'true' } };
  expect(hearing(tagged)).toMatchObject({ signal: 'firing' });
  expect(hearing({ ...noData, tags: { 'tocsin:silence-alarm': 'false' } }).signal).toBe('unknown');
});

test('only the rule that classifies the alarm has a say, and an OK stays an OK', () => {
  const behind = { ...rule, name: 'behind', silenceAlarm: true };
  expect(hearing(noData, rule, behind).signal).toBe('unknown');
  expect(hearing({ ...noData, signal: 'ok' }, behind).signal).toBe('ok');
});
