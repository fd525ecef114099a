import { configuration } from '@tocsin/config';
import { begin, intake, message } from './support/intake-scene';

/** A day after the beginning, a Saturday: midnight in Berlin. */
const settings = configuration as { observeUntil?: string };
beforeEach(() => void (settings.observeUntil = '2027-07-04'));
afterEach(() => void delete settings.observeUntil);

const ends = '2027-07-03T22:00:00.000Z';
const minutesUntilEnd = (Date.parse(ends) - Date.parse(begin)) / 60_000;
const mystery = (value: string, minute: number, name = 'mystery') => message(value, minute, { name });

function scene() {
  const made = intake();
  const incidents = () => [...made.world.incidents.values()];
  const mails = () => made.world.messages.map(({ kind, to, saying }) => `${kind} ${to} ${saying.says}`);
  return { ...made, incidents, mails };
}

test('what no rule knows opens, and level 1 is mailed instead of paged', async () => {
  const { take, pages, mails, incidents, world } = scene();
  await take([mystery('ALARM', 0)]);
  expect(incidents()).toMatchObject([{ needsSeverity: true, observedUntil: ends, clocks: { escalation: {} } }]);
  expect(incidents()[0]!.clocks.escalation.dueAt).toBeUndefined();
  expect(mails()).toEqual(['notice alex opened-quietly']);
  expect(world.messages[0]!.channels).toEqual(['email']);
  expect(pages()).toEqual([]);
  expect(incidents()[0]!.cameAs).toEqual({ source: 'aws.cloudwatch', namespace: expect.any(String) as string });
  expect(world.entries.at(-1)!.text).toBe('Observing until 22:00 UTC: mailed instead of paged: Alex.');
});

test('what a rule knows pages, and so does what nobody could read', async () => {
  const { take, pages } = scene();
  await take([message('ALARM', 0)]);
  const known = pages().length;
  expect(known).toBeGreaterThan(0);
  const { body, ...rest } = message('ALARM', 1, { name: 'odd' });
  const event = JSON.parse(body) as { detail: object };
  await take([{ ...rest, body: JSON.stringify({ ...event, detail: { ...event.detail, alarmName: 7 } }) }], 1);
  expect(pages().length).toBeGreaterThan(known);
});

test('what opens once the date has passed pages', async () => {
  const { take, pages, incidents } = scene();
  await take([mystery('ALARM', minutesUntilEnd)], minutesUntilEnd);
  expect(incidents()).toMatchObject([{ observedUntil: undefined }]);
  expect(pages()).toEqual(['alex']);
});

test('what was observed and fires again once the date has passed pages', async () => {
  const { take, pages } = scene();
  await take([mystery('ALARM', 0)]);
  await take([mystery('OK', minutesUntilEnd)], minutesUntilEnd);
  await take([mystery('ALARM', minutesUntilEnd + 1)], minutesUntilEnd + 1);
  expect(pages()).toEqual(['alex']);
});
