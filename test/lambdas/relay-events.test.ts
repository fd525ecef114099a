import { acknowledge } from '../../domain/commands';
import type { Incident } from '../../domain/incident';
import { entryItem, incidentItem, messageItem } from '../../lambdas/adapters/incident-items';
import type { News } from '../../lambdas/ports';
import { relayEvents, type TableChange } from '../../lambdas/relay-events/relay-events';
import { startClock } from '../../lambdas/start-clocks/start-clocks';
import { World } from '../support/domain-world';
import { recorders } from './support/recorders';

const inserted = (item: Record<string, unknown>): TableChange => ({
  pk: item['pk'] as string,
  sk: item['sk'] as string,
  after: item,
});
const modified = (before: Incident, after: Incident): TableChange => ({
  ...inserted(incidentItem(after)),
  before: incidentItem(before),
});

async function relay(changes: readonly TableChange[]): Promise<{ news: News[]; calls: number }> {
  const news: News[] = [];
  let calls = 0;
  const { log } = recorders();
  await relayEvents(changes, { bus: { publish: async (more) => void (news.push(...more), calls++) }, log });
  return { news, calls };
}

const opened = () => {
  const world = new World();
  const scene = world.open({ publishes: true });
  const changes = [
    inserted(incidentItem(scene.incident)),
    ...world.entries.map((entry) => inserted(entryItem('K7MQ', entry))),
    ...world.messages.map((message) => inserted(messageItem(message))),
  ];
  return { world, scene, changes };
};

test('an opening is told: what happened, the clocks to start, the messages to send', async () => {
  const { news, calls } = await relay(opened().changes);
  expect(news.map(({ type }) => type)).toEqual([
    'IncidentOpened',
    'LevelPaged',
    'PeopleInformed',
    'NoticeWaits',
    'ClockSet',
    'ClockSet',
    'MessagesQueued',
  ]);
  expect(news.at(-1)).toEqual({ type: 'MessagesQueued', detail: { incidentId: 'K7MQ', numbers: [1, 2] } });
  expect(news.filter(({ type }) => type === 'ClockSet').map(({ detail }) => detail)).toEqual([
    { incidentId: 'K7MQ', clock: 'escalation', generation: 1 },
    { incidentId: 'K7MQ', clock: 'update-cadence', generation: 1 },
  ]);
  expect(calls).toBe(1);
});

test('M68: the bus hears what happened, not what was said', async () => {
  const { news } = await relay(opened().changes);
  expect(JSON.stringify(news)).not.toMatch(/checkout|alex|rule/i);
});

test('a clock is news only when its generation rose', async () => {
  const { scene } = opened();
  const before = scene.incident;
  scene.command('alex', acknowledge);
  expect((await relay([modified(before, scene.incident)])).news).toEqual([]);
  const rising = { ...scene.incident, clocks: { ...before.clocks, escalation: { generation: 2 } } };
  expect((await relay([modified(before, rising)])).news).toEqual([
    { type: 'ClockSet', detail: { incidentId: 'K7MQ', clock: 'escalation', generation: 2 } },
  ]);
});

test('messages that are marked as sent, keys, leases and receipts are no news, and cost no call', async () => {
  const [message] = opened().world.messages;
  const sent = { ...inserted(messageItem(message!)), before: messageItem(message!) };
  const others = ['LEASE', 'KEY', 'ALERT', 'COMPONENT#checkout', 'NOTICE#n'].map((sk) => inserted({ pk: 'x', sk }));
  expect(await relay([sent, ...others, { pk: 'INCIDENT#K7MQ', sk: 'INCIDENT' }])).toEqual({ news: [], calls: 0 });
});

test('however much changed for customers, the page is published once, for the newest version', async () => {
  const version = (number: number) => inserted({ pk: 'STATUS', sk: 'VERSION', version: number });
  expect((await relay([version(7), version(9), version(8)])).news).toEqual([
    { type: 'StatusPageChanged', detail: { version: 9 } },
  ]);
});

test('when the bus refuses, it throws: the stream delivers the batch again', async () => {
  const { log } = recorders();
  const bus = { publish: () => Promise.reject(new Error('down')) };
  await expect(relayEvents(opened().changes, { bus, log })).rejects.toThrow('down');
});

test('start-clocks starts the clock that the news names', async () => {
  const started: unknown[] = [];
  const { log, codes } = recorders();
  const clocks = { start: async (...clock: unknown[]) => void started.push(clock) };
  await startClock({ incidentId: 'K7MQ', clock: 'escalation', generation: 2 }, { clocks, log });
  expect(started).toEqual([['escalation', 'K7MQ', 2]]);
  expect(codes()).toEqual(['T400']);
});

test('an ordered test page is news for whoever sends; one that is being sent, or was, is none', async () => {
  const row = (more: object) => ({ pk: 'PERSON#alex', sk: 'TEST', number: 1, ...more });
  const ordered = row({ queuedAt: '2027-03-03T02:02:00.000Z' });
  const [before, taken] = [row({ number: 0 }), row({ ...ordered, takenUntil: '2027-03-03T02:03:00.000Z' })];
  const told = async (was: object, is: object) =>
    (await relay([{ ...inserted(is as Record<string, unknown>), before: was as Record<string, unknown> }])).news;
  expect(await told(before, ordered)).toEqual([{ type: 'MessagesQueued', detail: { testFor: 'alex' } }]);
  expect([...(await told(ordered, taken)), ...(await told(taken, row({}))), ...(await told(before, taken))]).toEqual(
    [],
  );
});
