import { askForHelp } from '../../domain/ask-for-help';
import { acknowledge, update } from '../../domain/commands';
import { note } from '../../domain/note';
import { resolve } from '../../domain/public-commands';
import { World, type Scene } from '../support/domain-world';

describe('alone with it', () => {
  const aloneAt = (incident: Scene) =>
    incident.told().flatMap(({ says, to, minute }) => (says === 'alone' ? [`${minute} ${to}`] : []));

  test.each([1, 2] as const)('M95: SEV-%i asks every hour, until somebody else does something', (severity) => {
    const world = new World();
    const incident = world.open({ severity });
    incident.command('alex', acknowledge);
    for (let time = 0; time < 13; time++) {
      world.skip(20);
      incident.command(time === 7 ? 'kim' : 'alex', (context) => note(context, 'Looking.'));
    }
    expect(aloneAt(incident)).toEqual(['60 alex', '120 alex', '220 alex']);
    expect(world.messages.find(({ saying }) => saying.says === 'alone')!.saying).toMatchObject({
      minutes: 60,
      next: 'Sam',
    });
  });

  test('asking for somebody is company, and neither SEV-3 nor a quiet incident asks', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    const mild = world.open({ id: 'B222', severity: 3 });
    const quiet = world.open({ id: 'C333', severity: 1 });
    for (const each of [incident, mild, quiet]) each.command('alex', acknowledge);
    quiet.alarmSays('ok');
    for (let time = 0; time < 5; time++) {
      world.skip(20);
      for (const each of [incident, mild, quiet]) each.command('alex', (context) => update(context, { note: 'x' }));
      if (time === 1) incident.command('alex', (context) => askForHelp(context));
    }
    expect([aloneAt(incident), aloneAt(mild), aloneAt(quiet)]).toEqual([['100 alex'], [], []]);
  });
});

test('whoever has it hears that somebody else resolved it, though nobody paged them', () => {
  const incident = new World().open();
  incident.command('kim', acknowledge);
  incident.command('sam', (context) => resolve(context, { reason: 'Rolled back.' }));
  const ended = incident.told().filter(({ says }) => says === 'resolved');
  expect(ended.map(({ to }) => to)).toEqual(['alex', 'kim']);
});

test('M81: a lasting OK that resolves tells whoever was paged that it ended by itself', () => {
  const world = new World();
  const incident = world.open({ severity: 3, coverage: { timeZone: 'UTC' } });
  incident.alarmSays('ok');
  world.skip(10);
  expect(incident.told(0).map(({ to, says, by }) => [to, says, by])).toEqual([['alex', 'resolved', 'email']]);
  expect(world.messages.at(-1)!.saying).toEqual({ says: 'resolved', at: incident.incident.resolvedAt });
});
