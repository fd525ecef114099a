import { ingestAlerts } from '../../lambdas/ingest-alert/ingest-alert';
import { resolve } from '../../domain/public-commands';
import { fixture, fixtureTime } from '../support/alert-fixtures';
import { Scene } from '../support/domain-world';
import { mutedAlarms, patientQueue } from './support/muted-alarms';
import { heartbeatsInMemory } from './support/heartbeats-in-memory';
import { MemoryStore } from './support/memory-store';
import { recorders } from './support/recorders';

function intake() {
  const store = new MemoryStore();
  store.world.now = fixtureTime;
  const { log, count, codes } = recorders();
  let next = 0;
  const deps = {
    incidents: store,
    alerts: store,
    situations: store,
    muted: mutedAlarms(),
    changes: { keep: () => Promise.reject(new Error('nothing changes here')) },
    heartbeats: heartbeatsInMemory(),
    speakers: { heard: () => {}, flush: async () => {} },
    queue: patientQueue(),
    deadLetters: { put: () => Promise.reject(new Error('everything here is JSON')) },
    hashOfKey: (key: string) => `hash of ${key}`,
    newIncidentId: () => `ID0${++next}`,
    log,
    count,
  };
  const take = async (...names: string[]) => {
    const messages = names.map((name) => ({ messageId: `message-${name}`, body: JSON.stringify(fixture(name)) }));
    const { batchItemFailures } = await ingestAlerts(messages, fixtureTime, deps);
    return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  };
  const types = () => store.world.entries.map(({ type }) => type);
  return { store, world: store.world, take, types, codes };
}

test('the edit and the deletion of an alarm are lines in the timeline of the incident that it has open', async () => {
  const { take, types, world, store } = intake();
  await take('alarm-metric-alarm');
  const pages = world.messages.length;
  expect(await take('alarm-edited', 'alarm-deleted')).toEqual([]);
  expect(types()).toEqual(expect.arrayContaining(['AlarmEdited', 'AlarmDeleted']));
  expect(world.messages).toHaveLength(pages);
  expect(world.incidents.size).toBe(1);
  const key = [...store.keys.values()][0];
  expect(key).toMatchObject({ signal: 'firing', count: 1 });
});

test('in one batch with the alarm, even before it, it is not lost', async () => {
  const { take, types } = intake();
  await take('alarm-edited', 'alarm-metric-alarm');
  expect(types()).toContain('AlarmEdited');
});

test('delivered again, it is noted once', async () => {
  const { take, types } = intake();
  await take('alarm-metric-alarm');
  await take('alarm-edited');
  await take('alarm-edited');
  expect(types().filter((type) => type === 'AlarmEdited')).toHaveLength(1);
});

test('where nothing is open it is ignored: before any alarm, and after the resolve', async () => {
  const { take, types, world, codes } = intake();
  expect(await take('alarm-edited')).toEqual([]);
  expect(codes()).toEqual(['T103']);
  await take('alarm-metric-alarm');
  new Scene(world, 'ID01').command('alex', (context) => resolve(context, { reason: 'x' }));
  await take('alarm-edited');
  expect(world.incidents.size).toBe(1);
  expect(types()).not.toContain('AlarmEdited');
});

test('a race that is lost is run again; one that is lost for good goes back to the queue, alone', async () => {
  const { take, types, store } = intake();
  await take('alarm-metric-alarm');
  const commit = store.commit.bind(store);
  let lost = 0;
  store.commit = (change, alerts) => (lost++ < 2 ? Promise.resolve('lost-race') : commit(change, alerts));
  expect(await take('alarm-edited')).toEqual([]);
  expect(types()).toContain('AlarmEdited');
  store.commit = () => Promise.resolve('lost-race');
  expect(await take('alarm-deleted', 'canary-passed')).toEqual(['message-alarm-deleted']);
});
