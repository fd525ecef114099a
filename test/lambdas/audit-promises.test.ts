import { acknowledge } from '../../domain/commands';
import { instant, plus } from '../../domain/instant';
import { auditPromises, type AuditPromises } from '../../lambdas/audit-promises/audit-promises';
import type { Overdue } from '../../lambdas/ports';
import { night } from '../support/domain-alerts';
import { weeklyTests } from '../../lambdas/audit-promises/weekly-tests';
import { heartbeatKeeper } from '../../lambdas/audit-promises/heartbeat-keeper';
import { heartbeatsInMemory, nightly } from './support/heartbeats-in-memory';
import { mutedAlarms, patientQueue } from './support/muted-alarms';
import { memoryQuiet } from './support/memory-quiet';
import { memoryReach } from './support/memory-reach';
import { MemoryStore } from './support/memory-store';
import { recorders } from './support/recorders';

/** A minute after a time at which the page is looked at in any case. */
const begin = '2027-07-03T01:01:00.000Z';

function auditor(overdue: readonly Overdue[] = []) {
  const store = new MemoryStore();
  store.world.now = begin;
  const incident = store.world.open({ publishes: true });
  const driven: string[] = [];
  const muted = mutedAlarms();
  const queue = patientQueue();
  const heartbeats = heartbeatsInMemory();
  const reach = memoryReach();
  const { log, count, counted, codes } = recorders();
  const asked: string[] = [];
  let changedAt = '2027-07-01T00:00:00.000Z';
  const deps: AuditPromises = {
    index: { overdue: async (before) => (asked.push(before), overdue) },
    muted,
    queue,
    heartbeats: heartbeatKeeper({ configured: [nightly], heartbeats, queue, log }),
    shifts: { begin: async () => undefined },
    weeklyTests: weeklyTests(reach),
    quiet: memoryQuiet(),
    incidents: store,
    situations: { now: async () => ({ services: new Map(), silences: [], maintenances: [], overrides: [] }) },
    record: { version: async () => ({ version: 1, startedOn: night, changedAt }) },
    redriver: {
      escalate: async (id) => void driven.push(`escalate ${id}`),
      checkCadence: async (id) => void driven.push(`cadence ${id}`),
      notify: async (id, numbers) => void driven.push(`notify ${id} ${numbers.join()}`),
      sendBundle: async (to) => void driven.push(`bundle ${to}`),
      tellTriage: async () => void driven.push('triage'),
      tellOnCall: async () => void driven.push('on-call'),
      testPage: async (to) => void driven.push(`test page ${to}`),
      auditChannels: async () => void driven.push('channels'),
      publishPage: async () => void driven.push('page'),
    },
    now: () => Date.parse(store.world.now),
    log,
    count,
  };
  const at = (seconds: number) => (store.world.now = plus(begin, seconds * 1_000));
  const publicChange = (secondsAgo: number) => (changedAt = instant(Date.parse(store.world.now) - secondsAgo * 1_000));
  return { store, incident, deps, reach, muted, queue, driven, counted, codes, asked, at, publicChange };
}

test('with nothing overdue the heart beats, and nothing is driven', async () => {
  const { deps, driven, counted, codes, asked } = auditor();
  await auditPromises(deps);
  expect(driven).toEqual([]);
  expect(counted).toEqual({ AuditHeartbeat: 1 });
  expect(codes()).toEqual(['T701']);
  expect(asked).toEqual([plus(begin, -30_000)]);
});

test('M86: when somebody else may be on call, people are told', async () => {
  const { deps, driven } = auditor([{ kind: 'on-call' }]);
  await auditPromises(deps);
  expect(driven).toEqual(['on-call']);
});

test('I6: pages that wait for a person leave when their time has come', async () => {
  const { deps, driven } = auditor([{ kind: 'bundle', to: 'alex' }]);
  await auditPromises(deps);
  expect(driven).toEqual(['bundle alex']);
});

test('M43: each person is promised a test page of the week, by the clock on their wall, once; a due one is driven', async () => {
  const { deps, driven, reach, at } = auditor([{ kind: 'test-page', to: 'alex' }]);
  await auditPromises(deps);
  expect(driven).toEqual(['test page alex']);
  const promised = () => [...reach.kept].map(([person, { version, weekly }]) => [person, version, weekly?.at]);
  const expected = [
    ['alex', 1, '2027-07-06T08:00:00.000Z'],
    ['sam', 1, '2027-07-06T08:00:00.000Z'],
    ['kim', 1, '2027-07-06T09:00:00.000Z'],
  ];
  expect(promised()).toEqual(expected);
  at(60);
  await auditPromises(deps);
  await weeklyTests(reach).begin('2027-07-04T00:00:00.000Z');
  expect(promised()).toEqual(expected);
});

test("each quarter of an hour somebody looks whether people's addresses get messages", async () => {
  const { deps, driven, at } = auditor();
  at(14 * 60);
  await auditPromises(deps);
  expect(driven).toContain('channels');
  at(16 * 60);
  await auditPromises(deps);
  expect(driven.filter((what) => what === 'channels')).toHaveLength(1);
});

test('an alarm whose mute has ended is taken in once; one that was OK meanwhile is not', async () => {
  const { deps, queue, muted } = auditor([
    { kind: 'muted', key: 'still-firing' },
    { kind: 'muted', key: 'ok-since' },
  ]);
  const [event, because] = ['{"the":"event"}', 'muted by a mute rule'];
  await muted.keep('still-firing', { event, name: 'x', changedAt: night, keptAt: night, until: night, because });
  await auditPromises(deps);
  expect(queue.sent).toEqual(['{"the":"event"}']);
  expect(muted.kept.size).toBe(0);
});

test('unsent messages are sent again, together for each incident', async () => {
  const message = (incidentId: string, number: number) => ({ kind: 'message', incidentId, number }) as const;
  const { deps, driven } = auditor([message('K7MQ', 1), message('B222', 4), message('K7MQ', 2)]);
  await auditPromises(deps);
  expect(driven).toEqual(['notify K7MQ 1,2', 'notify B222 4']);
});

test('a clock that was not heard for half a minute is asked in its stead, and only that one', async () => {
  const { deps, driven, at } = auditor([{ kind: 'incident', incidentId: 'K7MQ' }]);
  at(149);
  await auditPromises(deps);
  expect(driven).toEqual([]);
  at(150);
  await auditPromises(deps);
  expect(driven).toEqual(['escalate K7MQ']);
});

test('both clocks, when both are silent', async () => {
  const { deps, driven, at } = auditor([{ kind: 'incident', incidentId: 'K7MQ' }]);
  at(6 * 60);
  await auditPromises(deps);
  expect(driven).toEqual(['escalate K7MQ', 'cadence K7MQ']);
});

test('what the index still names but the incident no longer says is left alone', async () => {
  const { deps, driven, at, incident } = auditor([
    { kind: 'incident', incidentId: 'K7MQ' },
    { kind: 'incident', incidentId: 'GONE' },
  ]);
  incident.command('alex', acknowledge);
  at(3 * 60);
  await auditPromises(deps);
  expect(driven).toEqual([]);
});

test('the publisher is asked after a public change, once it had its chance, and every fifth minute in any case', async () => {
  const asksAt = async (seconds: number, changedSecondsAgo: number) => {
    const { deps, driven, at, publicChange } = auditor();
    at(seconds);
    publicChange(changedSecondsAgo);
    await auditPromises(deps);
    return driven.includes('page');
  };
  expect(await asksAt(0, 29)).toBe(false);
  expect(await asksAt(0, 30)).toBe(true);
  expect(await asksAt(0, 600)).toBe(true);
  expect(await asksAt(0, 601)).toBe(false);
  expect(await asksAt(240, 86_400)).toBe(true);
});

test('before the page has begun, the publisher is asked', async () => {
  const { deps, driven } = auditor();
  await auditPromises({ ...deps, record: { version: async () => undefined } });
  expect(driven).toEqual(['page']);
});

test.each(['index', 'redriver', 'record'] as const)('when the %s fails, the heart does not beat', async (broken) => {
  const { deps, counted } = auditor([{ kind: 'message', incidentId: 'K7MQ', number: 1 }]);
  const down = () => Promise.reject(new Error('down'));
  const failing: AuditPromises = {
    ...deps,
    ...(broken === 'index' && { index: { overdue: down } }),
    ...(broken === 'record' && { record: { version: down } }),
    ...(broken === 'redriver' && { redriver: { ...deps.redriver, notify: down } }),
  };
  await expect(auditPromises(failing)).rejects.toThrow(/down|could not be re-driven/);
  expect(counted['AuditHeartbeat']).toBeUndefined();
});

test('one promise that cannot be driven keeps none of the others waiting', async () => {
  const { deps, driven, at } = auditor([
    { kind: 'message', incidentId: 'B222', number: 1 },
    { kind: 'incident', incidentId: 'K7MQ' },
    { kind: 'message', incidentId: 'K7MQ', number: 1 },
  ]);
  at(150);
  const notify = (id: string) => (id === 'B222' ? Promise.reject(new Error('down')) : deps.redriver.notify(id, [1]));
  await expect(auditPromises({ ...deps, redriver: { ...deps.redriver, notify } })).rejects.toThrow(
    '1 of 7 promises could not be re-driven.',
  );
  expect(driven).toEqual(['notify K7MQ 1', 'escalate K7MQ']);
});
