import { open } from '../../domain/opening';
import { dueTimes } from '../../domain/clocks';
import { anAlert, classified, night } from '../support/domain-alerts';
import { checkout, ifFailing, nameOf, World } from '../support/domain-world';

const facts = {
  id: 'K7MQ',
  alertKey: 'key-1',
  classification: classified(1),
  levels: [['alex'], ['sam'], ['kim']],
  notice: { component: checkout, ifFailing },
};

test('M1 M59: opening and paging level 1 are one decision', () => {
  const { transition, expected, incident, messages, entries } = open(anAlert(), facts, { now: night, nameOf });
  expect({ transition, expected, version: incident.version }).toEqual({
    transition: 'open',
    expected: undefined,
    version: 1,
  });
  expect(messages.map(({ kind, to }) => `${kind} ${to}`)).toEqual(['page alex', 'notice kim']);
  expect(entries.map(({ type }) => type)).toEqual(['IncidentOpened', 'LevelPaged', 'PeopleInformed', 'NoticeWaits']);
});

test('M117: the moments by which detection is measured come from the source', () => {
  const { incident } = open(anAlert({ startedAt: '2027-07-03T00:58:00.000Z' }), facts, { now: night, nameOf });
  expect(incident).toMatchObject({ startedAt: '2027-07-03T00:58:00.000Z', detectedAt: night, openedAt: night });
});

test('the timeline gives the reason', () => {
  const unknown = classified(2, { because: 'no rule knows it', needsSeverity: true, rule: undefined });
  const { entries, incident } = open(anAlert(), { ...facts, classification: unknown }, { now: night, nameOf });
  expect(entries[0]?.text).toContain('SEV-2 checkout-5xx, because no rule knows it. Needs a severity, please check.');
  expect(incident.needsSeverity).toBe(true);
});

test('the link of a message stops working after a day', () => {
  const { messages } = open(anAlert(), facts, { now: night, nameOf });
  expect(messages[0]?.linkExpiresAt).toBe('2027-07-04T01:02:41.000Z');
});

test('both clocks are set: the next page, and the notice', () => {
  const { clocks } = new World().open({ publishes: true }).incident;
  expect(clocks).toEqual({
    escalation: { generation: 1, dueAt: '2027-07-03T01:04:41.000Z' },
    'update-cadence': { generation: 1, dueAt: '2027-07-03T01:07:41.000Z' },
  });
});

test('a clock that has nothing to wait for is not started', () => {
  const { incident } = new World().open({ severity: 1 });
  expect(incident.clocks['update-cadence']).toEqual({ generation: 0 });
  expect(dueTimes(incident)).toMatchObject({ 'update-cadence': undefined });
});
