import { plus } from '../../domain/instant';
import type { Silence } from '../../domain/silence';
import { begin, intake, message } from './support/intake-scene';

const silence: Silence = {
  id: 's1',
  matches: { service: 'checkout' },
  from: begin,
  until: plus(begin, 600_000),
  reason: 'deploy',
  by: { id: 'alex', name: 'Alex' },
};

/** Takes in again what waits, as the auditor does. */
function lookAgain({ take, muted }: ReturnType<typeof intake>, minute: number) {
  const [kept] = [...muted.kept.values()];
  return take([{ messageId: 'again', body: kept!.event }], minute);
}

test('I1: what fires under a silence opens nothing, has a receipt that says why, and pages when the silence ends', async () => {
  const scene = intake();
  const { store, take, muted, pages, world, counted } = scene;
  store.quiet = { silences: [silence], maintenances: [] };
  await take([message('ALARM', 1, { id: 'first' })], 1);
  expect(world.incidents.size).toBe(0);
  expect(store.kept.get('first')?.outcome).toBe('silenced by Alex until 01:10 UTC: deploy');
  expect([...muted.kept.values()]).toMatchObject([{ quietId: 's1', until: silence.until, name: 'checkout-5xx' }]);
  expect(counted['AlertsSuppressed']).toBe(1);
  await lookAgain(scene, 10);
  expect(pages()).toEqual(['alex']);
  expect([...world.incidents.values()]).toMatchObject([{ title: 'checkout-5xx' }]);
});

test('what is taken in again while another silence lasts waits for that one', async () => {
  const scene = intake();
  const { store, take, muted, pages } = scene;
  store.quiet = { silences: [silence, { ...silence, id: 's2', until: plus(begin, 1_200_000) }], maintenances: [] };
  await take([message('ALARM', 1)], 1);
  await lookAgain(scene, 10);
  expect([...muted.kept.values()]).toMatchObject([{ quietId: 's2' }]);
  await lookAgain(scene, 20);
  expect(pages()).toEqual(['alex']);
});

test('an OK ends the waiting; an OK that is older than the alarm does not', async () => {
  const { store, take, muted } = intake();
  store.quiet = { silences: [silence], maintenances: [] };
  await take([message('ALARM', 3)], 3);
  await take([message('OK', 2)], 4);
  expect(muted.kept.size).toBe(1);
  await take([message('OK', 5)], 5);
  expect(muted.kept.size).toBe(0);
  expect(muted.past).toMatchObject([{ ended: 'it was OK' }]);
});

test('a silence hides nothing that is being worked on: more of an open incident joins it as ever', async () => {
  const { store, take, muted, world } = intake();
  await take([message('ALARM', 0)], 0);
  store.quiet = { silences: [{ ...silence, from: plus(begin, 60_000) }], maintenances: [] };
  await take([message('OK', 2)], 2);
  await take([message('ALARM', 3)], 3);
  expect(muted.kept.size).toBe(0);
  expect([...world.incidents.values()]).toMatchObject([{ status: 'investigating', quietSince: undefined }]);
});

test('but an incident in monitoring does not fail again while its alarm is silenced', async () => {
  const { store, take, muted, world, pages } = intake();
  await take([message('ALARM', 0)], 0);
  const [incident] = [...world.incidents.values()];
  world.incidents.set(incident!.id, { ...incident!, status: 'monitoring', okCountedAt: plus(begin, 60_000) });
  await take([message('OK', 1)], 1);
  store.quiet = { silences: [{ ...silence, from: plus(begin, 60_000) }], maintenances: [] };
  const before = pages().length;
  await take([message('ALARM', 3)], 3);
  expect(muted.kept.size).toBe(1);
  expect(pages()).toHaveLength(before);
});
