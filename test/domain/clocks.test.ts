import { acknowledge } from '../../domain/commands';
import { Draft } from '../../domain/change';
import { keepEscalationPromises } from '../../domain/escalation';
import { publicText } from '../../domain/notice';
import { resolve } from '../../domain/public-commands';
import { World } from '../support/domain-world';

const generations = (incident: { clocks: Record<string, { generation: number }> }) =>
  Object.values(incident.clocks).map(({ generation }) => generation);

test('a time that comes later needs no new clock: the sleeping one wakes, asks, and sleeps on', () => {
  const world = new World();
  const incident = world.open();
  incident.command('alex', acknowledge);
  world.skip(20);
  incident.command('alex', acknowledge);
  expect(incident.incident.clocks.escalation.generation).toBe(1);
});

test('a time that comes earlier starts a new generation', () => {
  const world = new World();
  const incident = world.open();
  incident.command('alex', acknowledge);
  const before = incident.incident.clocks.escalation;
  incident.alarmSays('ok');
  const after = incident.incident.clocks.escalation;
  expect(after.dueAt! < before.dueAt!).toBe(true);
  expect(after.generation).toBe(before.generation + 1);
});

test('a clock that has ended is started anew when there is something to wait for again', () => {
  const world = new World();
  const incident = world.open();
  incident.command('alex', (context) => resolve(context, { reason: 'x', text: publicText('x') }));
  expect(incident.incident.clocks.escalation).toEqual({ generation: 1, dueAt: undefined });
  incident.alarmSays('firing');
  expect(generations(incident.incident)).toEqual([2, 0]);
});

test('the auditor puts a fresh clock in the place of one that was not heard, and says so', () => {
  const world = new World();
  const { incident } = world.open();
  world.now = '2027-07-03T01:06:00.000Z';
  const draft = new Draft('keep-promise', incident, incident, world.moment).restart('escalation');
  keepEscalationPromises(draft);
  const change = draft.done();
  expect(change.incident.clocks.escalation.generation).toBe(2);
  expect(change.entries[0]).toMatchObject({ type: 'ClockRestarted' });
});
