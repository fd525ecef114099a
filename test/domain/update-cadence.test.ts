import { acknowledge, changeSeverity, update } from '../../domain/commands';
import { publicText } from '../../domain/notice';
import { updatePublicly } from '../../domain/public-commands';
import { checkout, World, type Scene } from '../support/domain-world';

const tellCustomers = (incident: Scene, nextIn?: number) =>
  incident.command('alex', (context, view) =>
    updatePublicly(context, {}, { text: publicText('We are on it.'), nextIn }, { ...view, component: checkout }),
  );
const aboutUpdates = (incident: Scene, since = -1) =>
  incident
    .told(since)
    .filter(({ says }) => says === 'update-due' || says === 'update-overdue')
    .map(({ minute, to, says, by }) => `${minute} ${to} ${says} ${by}`);

test.each([
  [1, 15],
  [2, 30],
  [3, 60],
] as const)('M65: SEV-%i asks for an update every %i minutes, counted from the acknowledgement', (severity, every) => {
  const world = new World();
  const incident = world.open({ severity, coverage: { timeZone: 'UTC' } });
  world.skip(2);
  incident.command('alex', acknowledge);
  expect(incident.incident.updates).toMatchObject({ every: every * 60_000, missed: 0 });
  const by = 'sms+email';
  world.skip(every);
  expect(aboutUpdates(incident)).toEqual([
    `${2 + every - 5} alex update-due ${by}`,
    `${2 + every} alex update-due ${by}`,
    `${2 + every} sam update-overdue email`,
  ]);
});

test('M65: SEV-4 asks for none', () => {
  const world = new World();
  const incident = world.open({ severity: 4 });
  incident.command('alex', acknowledge);
  world.skip(24 * 60);
  expect(aboutUpdates(incident)).toEqual([]);
});

test('M70: before anybody acknowledges and before customers know, no update is asked for', () => {
  const world = new World();
  const incident = world.open({ severity: 1 });
  world.skip(60);
  expect(aboutUpdates(incident)).toEqual([]);
});

test.each([
  ['reminded nobody (nobody has it yet; paging goes on).', 'firing'],
  ['reminded nobody (nobody has it yet).', 'ok'],
] as const)('a promise that nobody keeps: %j, while the alarm is %s', (told, signal) => {
  const world = new World();
  const incident = world.open({ severity: 1, publishes: true });
  world.skip(6);
  incident.alarmSays(signal);
  world.skip(14);
  expect(incident.timeline.find(({ type }) => type === 'UpdateReminded')!.text).toContain(told);
});

test('M65: an internal update keeps the promise while customers know nothing', () => {
  const world = new World();
  const incident = world.open({ severity: 1 });
  incident.command('alex', acknowledge);
  world.skip(9);
  incident.command('alex', (context) => update(context, { note: 'Rolling back.' }));
  world.skip(9);
  expect(aboutUpdates(incident)).toEqual([]);
  world.skip(1);
  expect(aboutUpdates(incident)).toEqual(['19 alex update-due sms+email']);
});

test('M70: once customers know, only a public update moves "next update by"', () => {
  const world = new World();
  const incident = world.open({ severity: 1, publishes: true });
  incident.command('alex', acknowledge);
  world.skip(5);
  expect(incident.notice?.nextUpdateBy).toBe('2027-07-03T01:22:41.000Z');
  world.skip(5);
  incident.command('alex', (context) => update(context, { note: 'Rolling back.' }));
  expect(incident.notice?.nextUpdateBy).toBe('2027-07-03T01:22:41.000Z');
  expect(incident.incident.updates.dueAt).toBe('2027-07-03T01:22:41.000Z');
  tellCustomers(incident, 30 * 60_000);
  expect(incident.notice?.nextUpdateBy).toBe('2027-07-03T01:42:41.000Z');
  expect(incident.incident.updates.dueAt).toBe('2027-07-03T01:42:41.000Z');
});

describe('an update that does not come', () => {
  const missing = () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    tellCustomers(incident);
    return { world, incident };
  };

  test('M70: reminder 5 minutes before, again when due; then the page is marked and level 2 gets a mail', () => {
    const { world, incident } = missing();
    world.skip(14);
    expect(aboutUpdates(incident)).toEqual(['10 alex update-due sms+email']);
    expect(incident.notice?.overdueSince).toBeUndefined();
    world.skip(1);
    expect(aboutUpdates(incident, 10)).toEqual(['15 alex update-due sms+email', '15 sam update-overdue email']);
    expect(incident.notice?.overdueSince).toBe('2027-07-03T01:17:41.000Z');
    expect(incident.timeline.map(({ type }) => type)).toContain('UpdateOverdue');
  });

  test('M70 M95: level 2 is paged after the second miss without a sign of life', () => {
    const { world, incident } = missing();
    world.skip(29);
    expect(aboutUpdates(incident, 15)).toEqual([]);
    world.skip(1);
    expect(aboutUpdates(incident, 15)).toContain('30 sam update-overdue sms+email');
  });

  test('M70: a sign of life after the first miss spares level 2 the page, and the page stays marked', () => {
    const { world, incident } = missing();
    world.skip(20);
    incident.command('alex', acknowledge);
    world.skip(10);
    expect(aboutUpdates(incident, 15)).toEqual(['30 alex update-due sms+email']);
    expect(incident.notice?.overdueSince).toBe('2027-07-03T01:17:41.000Z');
  });

  test('M70: the update that comes late takes the mark away and sets the next time', () => {
    const { world, incident } = missing();
    world.skip(20);
    tellCustomers(incident);
    expect(incident.notice?.overdueSince).toBeUndefined();
    expect(incident.notice?.nextUpdateBy).toBe('2027-07-03T01:37:41.000Z');
    expect(incident.incident.updates.missed).toBe(0);
  });

  test('the page of level 2 comes once, not at every further miss', () => {
    const { world, incident } = missing();
    for (let minute = 0; minute < 90; minute += 30) world.skip(30);
    const paged = aboutUpdates(incident).filter((line) => line.endsWith('sam update-overdue sms+email'));
    expect(paged).toHaveLength(1);
  });
});

test('after an outage of the clock a missed update is told once, with how often it was missed', () => {
  const world = new World();
  const incident = world.open({ severity: 2 });
  incident.command('alex', acknowledge);
  world.now = '2027-07-03T02:35:00.000Z';
  world.ring('K7MQ', 'update-cadence');
  expect(aboutUpdates(incident)).toEqual([
    `${incident.told().at(-1)!.minute} alex update-due sms+email`,
    `${incident.told().at(-1)!.minute} sam update-overdue sms+email`,
  ]);
  expect(incident.incident.updates.missed).toBe(3);
});

test('a promise of 5 minutes is not reminded at the very moment it is made, only when it is due', () => {
  const world = new World();
  const incident = world.open({ severity: 1 });
  incident.command('alex', acknowledge);
  tellCustomers(incident, 5 * 60_000);
  world.skip(5);
  expect(aboutUpdates(incident)).toEqual(['5 alex update-due sms+email', '5 sam update-overdue email']);
});

test('M65: raising the severity brings the next update forward, lowering leaves it', () => {
  const world = new World();
  const incident = world.open({ severity: 2 });
  incident.command('alex', acknowledge);
  incident.command('alex', (context) => changeSeverity(context, 1, 'It is all cards.'));
  expect(incident.incident.updates).toMatchObject({ every: 15 * 60_000, dueAt: '2027-07-03T01:17:41.000Z' });
  incident.command('alex', (context) => changeSeverity(context, 2, 'It is some.'));
  expect(incident.incident.updates).toMatchObject({ every: 30 * 60_000, dueAt: '2027-07-03T01:17:41.000Z' });
});

test('of two incidents behind one notice, an update of one keeps the promise of both', () => {
  const world = new World();
  const first = world.open({ severity: 1, publishes: true });
  first.command('alex', acknowledge);
  const second = world.open({ id: 'B222', severity: 1, publishes: true });
  second.command('sam', acknowledge);
  world.skip(6);
  expect(second.notice?.id).toBe(first.notice?.id);
  world.skip(8);
  tellCustomers(first);
  world.skip(14);
  expect(aboutUpdates(second).filter((line) => line.includes('overdue'))).toEqual([]);
  expect(second.incident.updates.dueAt).toBe(first.notice?.nextUpdateBy);
});
