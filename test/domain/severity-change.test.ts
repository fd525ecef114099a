import { acknowledge, changeSeverity } from '../../domain/commands';
import { World } from '../support/domain-world';

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

  test('lowering to SEV-3 ends the paging until people are at work', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('kim', (context) => changeSeverity(context, 3, 'The test shop.'));
    world.skip(24 * 60);
    expect(incident.pages(0)).toEqual([]);
    world.skip(33 * 60);
    expect(incident.pages(0).map((page) => page.split(' ').slice(1).join(' '))).toEqual([
      'alex 1.2 first-page',
      'alex 1.3 again',
      'sam 2.1 escalated',
    ]);
  });

  test('lowering tells, once and by mail, whoever was paged, and when the next page comes', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    incident.command('sam', (context) => changeSeverity(context, 3, 'The test shop.'));
    expect(incident.told(0).filter(({ says }) => says === 'lowered')).toMatchObject([{ to: 'alex', by: 'email' }]);
    expect(world.messages.at(-1)!.saying).toMatchObject({ from: 1, next: '2027-07-05T09:00:00.000Z' });
    incident.command('sam', (context) => changeSeverity(context, 4, 'Nobody uses it.'));
    expect(world.messages.at(-1)!.saying).toMatchObject({ says: 'lowered', next: undefined });
  });

  test('lowering what somebody has tells nobody', () => {
    const incident = new World().open({ severity: 1 });
    incident.command('alex', acknowledge);
    incident.command('sam', (context) => changeSeverity(context, 3, 'The test shop.'));
    expect(incident.told().filter(({ says }) => says === 'lowered')).toEqual([]);
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

  test('lowered and raised again while it fails: the notice waits again', () => {
    const world = new World();
    const incident = world.open({ severity: 1, publishes: true });
    incident.command('kim', (context) => changeSeverity(context, 3, 'A few cards.'));
    expect(incident.incident.publicNotice.state).toBe('cancelled');
    incident.command('kim', (context) => changeSeverity(context, 1, 'All cards.'));
    world.skip(5);
    expect(incident.notice).toBeDefined();
  });
});
