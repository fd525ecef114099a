import { acknowledge, changeSeverity, hold, isChange, update, type CommandContext } from '../../domain/commands';
import { World, type Scene } from '../support/domain-world';

const last = (incident: Scene) => incident.timeline.at(-1);

describe('acknowledge', () => {
  test('keeps who and when, and the time to acknowledge is measured by the first (M118)', () => {
    const world = new World();
    const incident = world.open();
    world.skip(3);
    incident.command('sam', acknowledge);
    const first = world.now;
    expect(incident.incident).toMatchObject({
      acknowledgement: { by: 'sam', name: 'Sam', at: first },
      firstAcknowledgedAt: first,
    });
    world.skip(31);
    incident.command('alex', acknowledge);
    expect(incident.incident.acknowledgement?.at).not.toBe(first);
    expect(incident.incident.firstAcknowledgedAt).toBe(first);
  });

  test('a second person is told who has it, and changes nothing', () => {
    const world = new World();
    const incident = world.open();
    incident.command('sam', acknowledge);
    world.skip(3);
    const before = incident.incident;
    expect(incident.command('alex', acknowledge)).toEqual({ already: 'Sam has had it since 01:02 UTC.' });
    expect(incident.incident).toBe(before);
  });

  test('pressed twice within a minute it is done once; pressed later it says "still on it"', () => {
    const world = new World();
    const incident = world.open();
    incident.command('sam', acknowledge);
    world.skip(1);
    expect(incident.command('sam', acknowledge)).toHaveProperty('already');
    world.skip(0.1);
    expect(isChange(incident.command('sam', acknowledge))).toBe(true);
    expect(last(incident)).toMatchObject({ type: 'StillOnIt', by: 'Sam' });
    expect(incident.incident.lastSignOfLifeAt).toBe(world.now);
    expect(incident.incident.acknowledgement?.at).not.toBe(world.now);
  });

  test('neither resolves nor publishes', () => {
    const incident = new World().open({ publishes: true });
    incident.command('sam', acknowledge);
    expect(incident.incident).toMatchObject({ status: 'investigating', publicNotice: { state: 'waiting' } });
  });
});

describe('update', () => {
  test('M66: time, severity, status, impact, actions, next steps and ETA stand in this order; ETA is "Unknown" where none is given', () => {
    const world = new World();
    const incident = world.open();
    incident.command('sam', (context) =>
      update(context, { status: 'identified', impact: 'No cards', actions: 'Rolled back', next: 'Watch' }),
    );
    expect(last(incident)).toMatchObject({
      at: world.now,
      type: 'UpdatePosted',
      by: 'Sam',
      text: 'SEV-1. Status: Mitigating. Impact: No cards. Actions: Rolled back. Next: Watch. ETA: Unknown.',
    });
    incident.command('sam', (context) => update(context, { eta: '10 minutes', note: 'Nearly there.' }));
    expect(last(incident)?.text).toBe('SEV-1. Status: Mitigating. ETA: 10 minutes. Nearly there.');
  });

  test('M66: the four status words of the template', () => {
    const incident = new World().open();
    const words = (['investigating', 'identified', 'monitoring'] as const).map((status) => {
      incident.command('sam', (context) => update(context, { status }));
      return /Status: (\w+)/.exec(last(incident)!.text)?.[1];
    });
    expect(words).toEqual(['Investigating', 'Mitigating', 'Monitoring']);
    expect(incident.incident.status).toBe('monitoring');
  });
});

test('any command is a sign of life, whoever gives it', () => {
  const commands: ((context: CommandContext) => ReturnType<typeof acknowledge>)[] = [
    acknowledge,
    (context) => update(context, { note: 'x' }),
    (context) => changeSeverity(context, 3, 'x'),
    (context) => hold(context),
  ];
  for (const decide of commands) {
    const world = new World();
    const incident = world.open({ publishes: true });
    world.skip(2);
    expect(isChange(incident.command('visitor', decide))).toBe(true);
    expect(incident.incident.lastSignOfLifeAt).toBe(world.now);
  }
});
