import { opensAnew } from '../../domain/alert-arrival';
import { acknowledge } from '../../domain/commands';
import { plus } from '../../domain/instant';
import { anAlert } from '../support/domain-alerts';
import { World, type Scene } from '../support/domain-world';

const types = (incident: Scene) => incident.timeline.map(({ type }) => type);

/** OK for six minutes, which counts, then ALARM again; so many times. */
function flap(world: World, incident: Scene, times: number) {
  for (let time = 0; time < times; time++) {
    incident.alarmSays('ok');
    world.skip(6);
    incident.alarmSays('firing');
  }
}

test('three times within the hour it fails again as always; from the fourth on whoever has it keeps it, and is not paged', () => {
  const world = new World();
  const incident = world.open({ severity: 2 });
  flap(world, incident, 3);
  expect(types(incident)).not.toContain('AlertFlaps');
  expect(types(incident).filter((type) => type === 'FailedAgain')).toHaveLength(3);
  incident.command('alex', acknowledge);
  const pages = incident.pages().length;
  flap(world, incident, 1);
  expect(types(incident).filter((type) => type === 'AlertFlaps')).toHaveLength(1);
  expect(incident.incident).toMatchObject({ status: 'investigating', acknowledgement: { by: 'alex' } });
  expect(incident.pages()).toHaveLength(pages);
});

test('nobody has it: the fourth time pages as always', () => {
  const world = new World();
  const incident = world.open({ severity: 2 });
  flap(world, incident, 3);
  const before = incident.pages().length;
  incident.alarmSays('ok');
  world.skip(5);
  incident.alarmSays('firing');
  expect(incident.pages().length).toBeGreaterThan(before);
});

test('while it flaps an OK counts only after 30 quiet minutes, and a failure within an hour of the resolve reopens it', () => {
  const world = new World();
  const incident = world.open({ severity: 3 });
  flap(world, incident, 4);
  incident.alarmSays('ok');
  expect(incident.timeline.at(-1)?.text).toMatch(/It counts from 01:56 UTC/);
  world.skip(29);
  expect(incident.incident.status).toBe('investigating');
  world.skip(1);
  expect(incident.incident.status).toBe('resolved');
  expect(incident.timeline.at(-1)?.text).toContain('OK for 30 minutes');
  const again = anAlert({ changedAt: world.now });
  expect(opensAnew(again, incident.incident, plus(world.now, 60 * 60_000))).toBe(false);
  expect(opensAnew(again, incident.incident, plus(world.now, 61 * 60_000))).toBe(true);
});

test('an hour later it is an incident like any other again', () => {
  const world = new World();
  const incident = world.open({ severity: 2 });
  flap(world, incident, 4);
  world.skip(61);
  incident.alarmSays('ok');
  world.skip(5);
  expect(incident.incident.status).toBe('monitoring');
});
