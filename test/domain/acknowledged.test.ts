import { acknowledge, update } from '../../domain/commands';
import { World } from '../support/domain-world';

describe('once somebody has acknowledged', () => {
  test('nobody is paged, whoever was paged is told, and only they', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    incident.command('sam', acknowledge);
    world.skip(20);
    expect(incident.pages(6)).toEqual([]);
    expect(incident.told().filter(({ says }) => says === 'acknowledged')).toEqual([
      { minute: 6, to: 'alex', kind: 'notice', says: 'acknowledged', level: 1, attempt: 1, by: 'sms+email' },
    ]);
  });

  test.each([
    [1, 30],
    [2, 60],
  ] as const)(
    'M95: without a sign of life the acknowledgement of SEV-%i lapses after %i minutes',
    (severity, minutes) => {
      const world = new World();
      const incident = world.open({ severity });
      world.skip(1);
      incident.command('sam', acknowledge);
      world.skip(minutes - 1);
      expect(incident.incident.acknowledgement?.by).toBe('sam');
      world.skip(1);
      expect(incident.incident.acknowledgement).toBeUndefined();
      expect(incident.pages(1)).toEqual([`${minutes + 1} alex 1.2 lapsed`]);
      const lapsed = world.messages.find(({ saying }) => saying.says === 'lapsed');
      expect(lapsed?.saying).toMatchObject({ who: 'Sam', next: { name: 'Sam' } });
      expect(incident.timeline.map(({ type }) => type)).toContain('AcknowledgementLapsed');
    },
  );

  test('whoever let it lapse hears that it was theirs, paged anew or not', () => {
    const told = (who: string) => {
      const world = new World();
      world.open({ severity: 1 }).command(who, acknowledge);
      world.skip(30);
      return world.messages.flatMap(({ to, saying }) =>
        (saying.says === 'lapsed' || saying.says === 'let-go') && saying.own ? [`${to} ${saying.says}`] : [],
      );
    };
    expect(told('alex')).toEqual(['alex lapsed']);
    expect(told('sam')).toEqual(['sam let-go']);
  });

  test('where one person stands on all levels nobody is behind them', () => {
    const world = new World();
    world.open({ severity: 1, levels: [['alex'], ['alex']] });
    world.skip(5);
    expect(world.messages.at(-1)!.saying).toMatchObject({ next: undefined });
  });

  test('after it has lapsed, paging begins anew at level 1 and goes on as the table says', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('sam', acknowledge);
    world.skip(40);
    expect(incident.pages(0)).toEqual([
      '30 alex 1.2 lapsed',
      '32 alex 1.3 again',
      '34 alex 1.4 again',
      '35 sam 2.1 escalated',
      '37 sam 2.2 again',
      '39 sam 2.3 again',
      '40 kim 3.1 escalated',
    ]);
  });

  test('M95: a note, a command or "still on it" is a sign of life, and moves the lapse', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    world.skip(20);
    incident.command('alex', acknowledge);
    expect(incident.timeline.at(-1)).toMatchObject({ type: 'StillOnIt', by: 'Alex' });
    world.skip(29);
    expect(incident.incident.acknowledgement).toBeDefined();
    incident.command('sam', (context) => update(context, { note: 'Looking at the database.' }));
    world.skip(29);
    expect(incident.incident.acknowledgement).toBeDefined();
    world.skip(1);
    expect(incident.incident.acknowledgement).toBeUndefined();
  });

  test.each([
    [1, 60],
    [2, 240],
  ] as const)(
    'M58: SEV-%i acknowledged but unresolved tells a level up by mail after %i minutes, once',
    (severity, after) => {
      const world = new World();
      const incident = world.open({ severity });
      incident.command('alex', acknowledge);
      for (let minute = 20; minute <= after + 60; minute += 20) {
        world.skip(20);
        incident.command('alex', acknowledge);
      }
      expect(incident.told().filter(({ says }) => says === 'unresolved')).toEqual([
        { minute: after, to: 'sam', kind: 'notice', says: 'unresolved', level: 2, attempt: 1, by: 'email' },
      ]);
      expect(incident.pages(0)).toEqual([]);
    },
  );

  test('M58: whoever stands on no level has level 2 above them, and the last level has nobody', () => {
    const tellsWhom = (by: string) => {
      const world = new World();
      const incident = world.open({ severity: 1 });
      incident.command(by, acknowledge);
      for (let minute = 0; minute < 60; minute += 20) {
        world.skip(20);
        incident.command(by, acknowledge);
      }
      return incident
        .told()
        .filter(({ says }) => says === 'unresolved')
        .map(({ to }) => to);
    };
    expect(tellsWhom('visitor')).toEqual(['sam']);
    expect(tellsWhom('sam')).toEqual(['kim']);
    expect(tellsWhom('kim')).toEqual([]);
  });
});
