import fc from 'fast-check';
import { plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { resolve } from '../../domain/public-commands';
import { ingestAlerts } from '../../lambdas/ingest-alert/ingest-alert';
import { anAlarmEvent } from '../support/domain-events';
import { Scene } from '../support/domain-world';
import { begin, intake, message } from './support/intake-scene';
import { chance, randomPause } from './support/recorders';

test('M1 M59: an alarm nobody has seen opens one incident and pages level 1', async () => {
  const { take, pages, world, store, codes } = intake();
  expect(await take([message('ALARM')])).toEqual([]);
  expect([...world.incidents.values()]).toMatchObject([
    { id: 'ID01', severity: 1, severityBecause: 'rule checkout-down' },
  ]);
  expect(pages()).toEqual(['alex']);
  expect([...store.kept.values()]).toMatchObject([{ incidentId: 'ID01', outcome: 'opened the incident' }]);
  expect(codes()).toContain('T100');
  expect(store.calls).toEqual(['repeat', 'situation', 'commit']);
});

test('M24: the same ten times at once is one incident, count 10, one page, one decision', async () => {
  const { take, pages, world, key, store } = intake();
  await take(Array.from({ length: 10 }, () => message('ALARM')));
  expect(world.incidents.size).toBe(1);
  expect(key().count).toBe(10);
  expect(pages()).toEqual(['alex']);
  expect(store.calls).toEqual(['repeat', 'situation', 'commit']);
});

test('M24: the same ten times one by one is count 10; a lone repeat costs two calls, only the tenth is looked at', async () => {
  const { take, pages, world, key, store } = intake();
  for (let index = 0; index < 9; index++) await take([message('ALARM')]);
  expect(store.calls.slice(3)).toEqual(Array.from({ length: 8 }, () => ['repeat', 'receipts']).flat());
  await take([message('ALARM')]);
  expect(store.calls.slice(19)).toEqual(['repeat', 'inContext', 'keep', 'receipts']);
  expect(world.incidents.size).toBe(1);
  expect(key().count).toBe(10);
  expect(pages()).toEqual(['alex']);
});

test('a delivery repeated by the queue opens nothing and pages nobody', async () => {
  const { take, pages, world } = intake();
  const same = message('ALARM');
  await take([same]);
  await take([same]);
  await take([same, same]);
  expect(world.incidents.size).toBe(1);
  expect(pages()).toEqual(['alex']);
});

test('an OK or a loss of data for what never fired is kept on record, and opens nothing', async () => {
  const { take, world, store } = intake();
  await take([message('OK'), message('INSUFFICIENT_DATA', 1)]);
  expect(world.incidents.size).toBe(0);
  expect([...store.kept.values()].map(({ outcome }) => outcome)).toEqual(['nothing was open', 'nothing was open']);
});

test('ALARM, OK and ALARM of one batch are taken in their order', async () => {
  const { take, world, key } = intake();
  await take([message('ALARM', 0), message('OK', 1), message('ALARM', 2)], 2);
  expect(world.incidents.size).toBe(1);
  expect(world.entries.map(({ type }) => type)).toEqual(expect.arrayContaining(['AlertCleared', 'AlertJoined']));
  expect([...world.incidents.values()][0]?.quietSince).toBeUndefined();
  expect(key()).toMatchObject({ signal: 'firing', count: 2 });
});

test('an OK that came late never closes, a late ALARM opens nothing, not even after half an hour', async () => {
  const { take, world, key, store } = intake();
  await take([message('ALARM', 5)], 5);
  await take([message('OK', 3)], 6);
  expect([...world.incidents.values()][0]?.quietSince).toBeUndefined();
  await take([message('OK', 10)], 10);
  new Scene(world, 'ID01').command('alex', (context) =>
    resolve(context, { reason: 'x', text: publicText('It works again.') }),
  );
  await take([message('ALARM', 7)], 60);
  expect(world.incidents.size).toBe(1);
  expect(key().signal).toBe('ok');
  expect([...store.kept.values()].at(-1)?.outcome).toMatch(/came late/);
});

test('M1: an ALARM more than 30 minutes after the resolve is a new incident, before that the same', async () => {
  for (const [minutes, incidents] of [
    [30, 1],
    [31, 2],
  ] as const) {
    const { take, world, key } = intake();
    await take([message('ALARM', 0)]);
    await take([message('OK', 1)], 1);
    new Scene(world, 'ID01').command('alex', (context) => resolve(context, { reason: 'x' }));
    await take([message('ALARM', 1 + minutes)], 1 + minutes);
    expect(world.incidents.size).toBe(incidents);
    expect(key()).toMatchObject({ incidentId: `ID0${incidents}`, count: incidents === 1 ? 2 : 1 });
  }
});

test('a malformed alarm pages as unclassified', async () => {
  const { take, world, pages, codes } = intake();
  const event = anAlarmEvent();
  await take([{ messageId: 'm', body: JSON.stringify({ ...event, detail: { alarmName: 'x' } }) }]);
  expect([...world.incidents.values()]).toMatchObject([{ severity: 2, needsSeverity: true }]);
  expect(pages()).toEqual(['alex']);
  expect(codes()).toContain('T106');
});

test('what is ignored is counted, and asks nothing of the table', async () => {
  const { take, store, counted } = intake();
  expect(await take([message('ALARM', 0, { name: 'TargetTracking-x' })])).toEqual([]);
  expect(store.calls).toEqual([]);
  expect(counted).toEqual({ AlertsIgnored: 1 });
});

describe('a message that hurts', () => {
  test('that is no JSON goes to the dead-letter queue at once, with a reason; its neighbours are unhurt', async () => {
    const { take, dead, pages } = intake();
    const failed = await take([{ messageId: 'poison', body: '{"a": \u0007 “' }, message('ALARM')]);
    expect(failed).toEqual([]);
    expect(dead).toEqual([
      { body: '{"a": \u0007 “', reason: expect.stringMatching(/^The message is no JSON: [\x20-\x7e]+$/) as string },
    ]);
    expect(pages()).toEqual(['alex']);
  });

  test('that the dead-letter queue does not take is delivered again, alone', async () => {
    const { deps, take } = intake();
    deps.deadLetters.put = () => Promise.reject(new Error('down'));
    expect(await take([{ messageId: 'poison', body: 'x' }, message('ALARM')])).toEqual(['poison']);
  });

  test('whose write fails is delivered again, with what comes after it under its key, and nothing else', async () => {
    const { store, take, world, codes } = intake();
    const commit = store.commit.bind(store);
    store.commit = (change, alerts) =>
      change.incident.title === 'sign-in-errors' ? Promise.reject(new Error('throttled')) : commit(change, alerts);
    const failed = await take([
      message('ALARM', 0, { name: 'sign-in-errors', id: 'a' }),
      message('ALARM', 0, { name: 'checkout-5xx', id: 'b' }),
      message('OK', 1, { name: 'sign-in-errors', id: 'c' }),
    ]);
    expect(failed).toEqual(['message-a', 'message-c']);
    expect([...world.incidents.values()].map(({ title }) => title)).toEqual(['checkout-5xx']);
    expect(codes()).toContain('T105');
  });
});

describe('a race', () => {
  test('lost to another run is decided anew: the alarm joins what the other opened', async () => {
    const { store, deps, take, world, key } = intake();
    store.beforeCommit = async () => {
      await ingestAlerts([message('ALARM')], begin, deps);
    };
    expect(await take([message('ALARM')])).toEqual([]);
    expect(world.incidents.size).toBe(1);
    expect(key().count).toBe(2);
  });

  test('lost again and again sends the message back to the queue', async () => {
    const { store, take } = intake();
    store.commit = () => Promise.resolve('lost-race');
    expect(await take([message('ALARM', 0, { id: 'a' })])).toEqual(['message-a']);
  });

  test('a redelivery that brings some again decides on the others alone', async () => {
    const { store, take, key } = intake();
    const [one, two] = [message('ALARM', 0, { id: 'one' }), message('ALARM', 3, { id: 'two' })];
    await take([one]);
    store.keys.delete('hash of arn:alarm:checkout-5xx');
    await take([one, two], 3);
    expect(store.calls).toContain('seen');
    expect(key()).toMatchObject({ count: 1, changedAt: plus(begin, 180_000) });
  });

  test('any number of runs with the same alarms, in any order of their calls: one incident, one first page, none lost', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 2, max: 5 }), async (seed, runs) => {
        const { store, deps, world, pages, key } = intake();
        const random = chance(seed);
        store.pause = () => randomPause(random);
        const batches = Array.from({ length: runs }, (_, run) => [
          message('ALARM', 0, { id: `s${seed}-${run}` }),
          message('ALARM', 0, { id: `t${seed}-${run}` }),
        ]);
        await Promise.all(batches.map((batch) => ingestAlerts(batch, begin, deps)));
        expect(world.incidents.size).toBe(1);
        expect(pages()).toEqual(['alex']);
        expect(key().count).toBe(2 * runs);
        expect(store.kept.size).toBe(2 * runs);
      }),
      { numRuns: 60 },
    );
  });
});
