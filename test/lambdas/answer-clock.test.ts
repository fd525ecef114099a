import type { Maintenance } from '../../domain/maintenance';
import { acknowledge } from '../../domain/commands';
import { plus } from '../../domain/instant';
import { resolve } from '../../domain/public-commands';
import { checkUpdateCadence } from '../../lambdas/check-update-cadence/check-update-cadence';
import { escalateIncident } from '../../lambdas/escalate-incident/escalate-incident';
import { night } from '../support/domain-alerts';
import { MemoryStore } from './support/memory-store';
import { recorders } from './support/recorders';

function scene(publishes = false) {
  const store = new MemoryStore();
  const incident = store.world.open({ publishes });
  const { log, codes } = recorders();
  const deps = { incidents: store, situations: store, now: () => store.world.now, log, newNoticeId: () => 'notice-1' };
  const at = (minutes: number) => (store.world.now = plus(night, minutes * 60_000));
  return { store, incident, deps, at, codes };
}
const question = { incidentId: 'K7MQ', generation: 1, cycle: 4 };

test('M84: before anything is due, the clock is told until when to sleep, and nothing is written', async () => {
  const { store, deps, codes } = scene();
  expect(await escalateIncident(question, deps)).toEqual({ over: false, wakeAt: plus(night, 120_000), cycle: 5 });
  expect(store.calls).toEqual(['inContext']);
  expect(codes()).toEqual(['T402']);
});

test('M84: what is due is done in one write, and the answer is the next time', async () => {
  const { incident, deps, at, codes, store } = scene();
  at(2);
  expect(await escalateIncident(question, deps)).toEqual({ over: false, wakeAt: plus(night, 240_000), cycle: 5 });
  expect(incident.pages(0)).toEqual(['2 alex 1.2 again']);
  expect(store.calls).toEqual(['inContext', 'commit']);
  expect(codes()).toEqual(['T401']);
});

test('asked twice at once, only one run pages: the other finds it done', async () => {
  const { incident, deps, at } = scene();
  at(2);
  const answers = await Promise.all([escalateIncident(question, deps), escalateIncident(question, deps)]);
  expect(incident.pages(0)).toEqual(['2 alex 1.2 again']);
  expect(answers.map(({ wakeAt }) => wakeAt)).toEqual([plus(night, 240_000), plus(night, 240_000)]);
});

test('an acknowledgement that gets in between wins: nobody is paged after it', async () => {
  const { store, incident, deps, at } = scene();
  at(2);
  store.beforeCommit = () => void incident.command('alex', acknowledge);
  const { wakeAt } = await escalateIncident(question, deps);
  expect(incident.pages(0)).toEqual([]);
  expect(wakeAt).toBe(plus(night, 32 * 60_000));
});

test('a race that is lost again and again throws, so that the machine asks again', async () => {
  const { store, deps, at } = scene();
  at(2);
  store.commit = () => Promise.resolve('lost-race');
  await expect(escalateIncident(question, deps)).rejects.toThrow('The race for incident K7MQ was lost 6 times.');
});

test.each([
  ['an older generation', { ...question, generation: 0 }],
  ['a generation of the future', { ...question, generation: 7 }],
  ['an incident that does not exist', { ...question, incidentId: 'ZZZZ' }],
])('the clock of %s is over, and does nothing', async (_, asked) => {
  const { store, deps, at } = scene();
  at(2);
  expect(await escalateIncident(asked, deps)).toEqual({ over: true, wakeAt: plus(night, 120_000), cycle: 5 });
  expect(store.calls).toEqual(['inContext']);
});

test('the clock of a resolved incident, and one with nothing to wait for, is over', async () => {
  const { incident, deps } = scene();
  expect(await checkUpdateCadence(question, deps)).toMatchObject({ over: true });
  incident.command('alex', (context) => resolve(context, { reason: 'x' }));
  expect(await escalateIncident(question, deps)).toMatchObject({ over: true });
});

test('the auditor asks with "restart": what is due is done, and a fresh clock takes over from the old one', async () => {
  const { incident, deps, at } = scene();
  at(3);
  expect(await escalateIncident({ incidentId: 'K7MQ', restart: true }, deps)).toMatchObject({ over: true, cycle: 1 });
  expect(incident.pages(0)).toEqual(['3 alex 1.2 again']);
  expect(incident.incident.clocks.escalation.generation).toBe(2);
  expect(await escalateIncident(question, deps)).toMatchObject({ over: true });
  expect(await escalateIncident({ ...question, generation: 2 }, deps)).toMatchObject({ over: false });
});

test('a restart of a clock that is not due after all restarts nothing', async () => {
  const { incident, deps } = scene();
  expect(await escalateIncident({ incidentId: 'K7MQ', restart: true }, deps)).toMatchObject({ over: false });
  expect(incident.incident.clocks.escalation.generation).toBe(1);
});

test('M71: the update clock lets the waiting notice out', async () => {
  const { incident, deps, at } = scene(true);
  at(5);
  expect(await checkUpdateCadence(question, deps)).toMatchObject({ over: false, wakeAt: plus(night, 15 * 60_000) });
  expect(incident.notice).toMatchObject({ id: 'notice-1', status: 'investigating' });
});

test('a notice that waits does not go public by itself while its service is under maintenance: a person decides', async () => {
  const { store, incident, deps, at } = scene(true);
  const said = { title: 'Upgrade', impact: 'None.', services: ['checkout'], components: [], autoComplete: false };
  const times = { from: plus(night, 60_000), until: plus(night, 3_600_000) };
  const planned = { ...said, ...times, id: 'upgrade', version: 1, state: 'scheduled' };
  store.quiet = { silences: [], maintenances: [planned as unknown as Maintenance] };
  at(5);
  await checkUpdateCadence(question, deps);
  expect(incident.notice).toBeUndefined();
  expect(incident.incident.publicNotice.state).toBe('needs-decision');
  expect(incident.pages(4)).toEqual([expect.stringContaining('decide-notice')]);
  expect(incident.timeline.at(-1)?.text).toContain('its service is under maintenance');
});

test('two incidents of one component whose notices fall due at once: one opens, the other joins', async () => {
  const { store, deps, at, incident } = scene(true);
  const other = store.world.open({ id: 'B222', publishes: true });
  at(5);
  await Promise.all([
    checkUpdateCadence(question, deps),
    checkUpdateCadence({ ...question, incidentId: 'B222' }, { ...deps, newNoticeId: () => 'notice-2' }),
  ]);
  expect(store.world.notices.size).toBe(1);
  expect(other.notice?.id).toBe(incident.notice?.id);
});
