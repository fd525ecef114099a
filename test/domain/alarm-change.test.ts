import type { Context } from '../../domain/alert';
import { noteAlarmChange } from '../../domain/alarm-change';
import { open } from '../../domain/opening';
import { readFixture } from '../support/alert-fixtures';
import { anAlert, classified, night } from '../support/domain-alerts';

const moment = { now: night, nameOf: (id: string) => id };
const { incident } = open(
  anAlert(),
  { id: 'K7MQ', alertKey: 'a', classification: classified(1), levels: [['alex']] },
  moment,
);

test('an alarm that is edited during an incident is a line in its timeline: what it was, what it is, when', () => {
  const change = noteAlarmChange(readFixture('alarm-edited') as Context, incident, moment)!;
  expect(change.entries).toMatchObject([
    {
      type: 'AlarmEdited',
      by: 'alarm',
      text: expect.stringMatching(
        /^The alarm payments-5xx was edited: threshold 5, now 10\. That was at 02:10 UTC/,
      ) as string,
    },
  ]);
  expect(change.messages).toEqual([]);
  expect(change.incident).toEqual({ ...incident, version: incident.version + 1, entryCount: incident.entryCount + 1 });
});

test('an alarm that is deleted during an incident is one, too', () => {
  const change = noteAlarmChange(readFixture('alarm-deleted') as Context, incident, moment)!;
  expect(change.entries).toMatchObject([
    { type: 'AlarmDeleted', text: expect.stringContaining('no OK of it will come') as string },
  ]);
});

test('once the incident is over nobody reads about its alarms any more', () => {
  const over = { ...incident, status: 'resolved' as const };
  expect(noteAlarmChange(readFixture('alarm-edited') as Context, over, moment)).toBeUndefined();
});
