import { acknowledge, changeSeverity, hold, isChange, update, type CommandContext } from '../../domain/commands';
import { allowedIn, mayHappen, phaseOf, statuses, type Transition } from '../../domain/lifecycle';
import { publicText } from '../../domain/notice';
import { resolve, retract, updatePublicly } from '../../domain/public-commands';
import { checkout, World, type Scene } from '../support/domain-world';

const close = (incident: Scene) => incident.command('alex', (context) => resolve(context, { reason: 'Rolled back.' }));
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

describe('severity', () => {
  test('raising while nobody has it pages at once, at the level where paging stands', () => {
    const world = new World();
    const incident = world.open({ severity: 2 });
    world.skip(11);
    incident.command('kim', (context) => changeSeverity(context, 1, 'All cards.'));
    expect(incident.pages(10.5)).toEqual(['11 sam 2.2 first-page']);
    world.skip(5);
    expect(incident.pages(11)).toEqual(['13 sam 2.3 again', '15 sam 2.4 again', '16 kim 3.1 escalated']);
  });

  test('raising SEV-3 to SEV-1 pages level 1 and informs level 3', () => {
    const world = new World();
    const incident = world.open({ severity: 3 });
    world.skip(20);
    incident.command('kim', (context) => changeSeverity(context, 1, 'It is everybody.'));
    expect(incident.pages()).toEqual(['20 alex 1.1 first-page']);
    expect(incident.told(0).filter(({ says }) => says === 'informed')).toMatchObject([{ to: 'kim', by: 'email' }]);
  });

  test('raising what somebody has pages nobody', () => {
    const world = new World();
    const incident = world.open({ severity: 2 });
    incident.command('alex', acknowledge);
    incident.command('alex', (context) => changeSeverity(context, 1, 'All cards.'));
    expect(incident.pages(0)).toEqual([]);
    expect(incident.told().filter(({ says, level }) => says === 'informed' && level === 3)).toMatchObject([
      { to: 'kim' },
    ]);
  });

  test('lowering to SEV-2 goes on at the times of SEV-2, and leaves no hole', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(4);
    incident.command('kim', (context) => changeSeverity(context, 2, 'Some cards.'));
    world.skip(46);
    expect(incident.pages(4)).toEqual([
      '5 alex 1.4 again',
      '10 sam 2.1 escalated',
      '15 sam 2.2 again',
      '20 kim 3.1 escalated',
      '25 kim 3.2 again',
      '50 alex 1.5 nobody-came',
      '50 sam 2.3 nobody-came',
      '50 kim 3.3 nobody-came',
    ]);
  });

  test('lowering to SEV-3 ends the paging', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('kim', (context) => changeSeverity(context, 3, 'The test shop.'));
    world.skip(24 * 60);
    expect(incident.pages(0)).toEqual([]);
  });

  test('the same again is no change, unless it answers "needs a severity, please check"', () => {
    const world = new World();
    const incident = world.open({ severity: 2 });
    expect(incident.command('kim', (context) => changeSeverity(context, 2, 'x'))).toEqual({
      already: 'K7MQ is SEV-2 already.',
    });
    world.incidents.set('K7MQ', { ...incident.incident, needsSeverity: true });
    incident.command('kim', (context) => changeSeverity(context, 2, 'Right so.'));
    expect(incident.incident).toMatchObject({ needsSeverity: false, severityBecause: 'Kim says so: Right so.' });
  });

  test('the mail subject keeps the severity it opened with', () => {
    const incident = new World().open({ severity: 2 });
    incident.command('kim', (context) => changeSeverity(context, 1, 'All cards.'));
    expect(incident.incident).toMatchObject({ severity: 1, firstSeverity: 2 });
  });
});

describe('resolve', () => {
  test('stops everything, and those who were paged get a mail', () => {
    const world = new World();
    const incident = world.open();
    world.skip(6);
    incident.command('sam', (context) => resolve(context, { reason: 'Rolled back.' }));
    world.skip(24 * 60);
    expect(incident.told(5.5)).toEqual([
      { minute: 6, to: 'alex', kind: 'resolved', says: 'resolved', level: 1, attempt: 1, by: 'email' },
    ]);
    expect(incident.incident).toMatchObject({ status: 'resolved', resolvedBy: 'Sam' });
    expect(last(incident)?.text).toBe('Sam resolved it after 6 minutes: Rolled back.');
  });

  test("where customers were told, a person's sentence is required", () => {
    const world = new World();
    const incident = world.open({ publishes: true });
    world.skip(6);
    expect(close(incident)).toEqual({ refused: expect.stringContaining('Say what works again') as string });
    expect(incident.incident.status).toBe('investigating');
    incident.command('sam', (context) =>
      resolve(context, {
        reason: 'Rolled back.',
        text: publicText('Paying by card works again.'),
        cause: publicText('A deployment.'),
      }),
    );
    expect(world.said.get(incident.notice!.id)?.at(-1)).toEqual({
      at: world.now,
      kind: 'resolved',
      status: 'resolved',
      text: 'Paying by card works again.',
      cause: 'A deployment.',
    });
    expect(incident.notice).toMatchObject({ nextUpdateBy: undefined, overdueSince: undefined, resolvedAt: world.now });
  });
});

describe('a public update', () => {
  const say = (incident: Scene, nextIn?: number) =>
    incident.command('alex', (context, view) =>
      updatePublicly(
        context,
        { status: 'identified' },
        { text: publicText('We found it.'), nextIn },
        { ...view, component: checkout },
      ),
    );

  test('opens a notice where there is none, in the status that was set, and ends the waiting of another', () => {
    const world = new World();
    const incident = world.open({ publishes: true });
    world.skip(2);
    say(incident);
    expect(incident.notice).toMatchObject({
      status: 'identified',
      component: checkout,
      nextUpdateBy: '2027-07-03T01:19:41.000Z',
    });
    world.skip(20);
    expect(world.notices.size).toBe(1);
    expect(world.said.get(incident.notice!.id)?.map(({ kind }) => kind)).toEqual(['person']);
  });

  test('can be about no component in particular', () => {
    const incident = new World().open();
    incident.command('alex', (context, view) => updatePublicly(context, {}, { text: publicText('x') }, view));
    expect(incident.notice).toMatchObject({ component: undefined, title: 'We are investigating a problem.' });
  });

  test('M69 M70: sets its own next time, from 5 minutes to a day', () => {
    const incident = new World().open();
    expect(say(incident, 4 * 60_000)).toEqual({ refused: '--next-in takes 5m to 24h.' });
    expect(say(incident, 25 * 3_600_000)).toEqual({ refused: '--next-in takes 5m to 24h.' });
    say(incident, 24 * 3_600_000);
    expect(incident.notice?.nextUpdateBy).toBe('2027-07-04T01:02:41.000Z');
  });
});

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
