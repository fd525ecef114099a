import { acknowledge, changeSeverity, hold, isChange, update, type CommandContext } from '../../domain/commands';
import { allowedIn, mayHappen, phaseOf, statuses, type Transition } from '../../domain/lifecycle';
import { publicText } from '../../domain/notice';
import { resolve, retract } from '../../domain/public-commands';
import { checkout, World, type Scene } from '../support/domain-world';

const close = (incident: Scene) => incident.command('alex', (context) => resolve(context, { reason: 'Rolled back.' }));

describe('the transition table', () => {
  const commands: Readonly<Partial<Record<Transition, (context: CommandContext) => object>>> = {
    acknowledge,
    update: (context) => update(context, { note: 'x' }),
    'change-severity': (context) => changeSeverity(context, 4, 'x'),
    'hold-notice': (context) => hold(context),
    resolve: (context) => resolve(context, { reason: 'x' }),
  };

  test.each(Object.entries(commands))(
    '%s of a resolved incident is refused with who resolved it and when',
    (transition, decide) => {
      const world = new World();
      const incident = world.open({ publishes: true });
      close(incident);
      const context = {
        incident: {
          ...incident.incident,
          publicNotice: { state: 'waiting', component: checkout, ifFailing: 'x', dueAt: world.now, holds: 0 },
        },
        moment: world.moment,
        by: { id: 'sam', name: 'Sam' },
      } as const;
      expect(mayHappen(transition as Transition, 'resolved')).toBe(false);
      expect(decide(context)).toEqual({
        refused: expect.stringMatching(/^K7MQ is resolved at 01:02 UTC by Alex: nothing to \w+\.$/) as string,
      });
    },
  );

  test('retract is possible in every status', () => {
    for (const status of statuses) expect(mayHappen('retract-notice', status)).toBe(true);
    const world = new World();
    const incident = world.open({ publishes: true });
    world.skip(6);
    incident.command('alex', (context) => resolve(context, { reason: 'x', text: publicText('Works.') }));
    expect(isChange(incident.command('alex', (context) => retract(context, 'It was none.')))).toBe(true);
  });

  test('only a resolved incident reopens, and nothing that is over keeps promises', () => {
    expect(allowedIn.reopen).toEqual(['resolved']);
    expect(allowedIn['fail-again']).toEqual(['monitoring']);
    expect(allowedIn['keep-promise']).not.toContain('resolved');
  });

  test('M14 M15: every status has its phase', () => {
    expect(statuses.map((status) => phaseOf(status, true))).toEqual([
      'investigation',
      'mitigation',
      'resolution',
      'post-incident',
    ]);
    expect(phaseOf('investigating', false)).toBe('triage');
  });
});
