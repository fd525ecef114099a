import { askForHelp } from '../../domain/ask-for-help';
import { acknowledge } from '../../domain/commands';
import { decline } from '../../domain/decline';
import { unacknowledge } from '../../domain/give-back';
import { World, type Scene } from '../support/domain-world';

const decided = (incident: Scene, who: string, reason?: string) =>
  incident.command(who, (context) => decline(context, reason));
const givenBack = (incident: Scene, who: string, reason?: string) =>
  incident.command(who, (context) => unacknowledge(context, reason));

describe('"I can\'t"', () => {
  test('M95: the next level is paged at once, and the plan goes on from there; who declined is left in peace until everybody is paged', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(1);
    decided(incident, 'alex', 'At the dentist.');
    expect(incident.timeline.at(-2)).toMatchObject({ type: 'Declined', text: "Alex can't come: At the dentist." });
    expect(incident.timeline.at(-1)!.text).toBe("Alex can't come: paging Sam (level 2).");
    world.skip(20);
    expect(incident.pages(0)).toEqual([
      '1 sam 2.1 declined',
      '3 sam 2.2 again',
      '5 sam 2.3 again',
      '6 kim 3.1 escalated',
      '8 kim 3.2 again',
      '10 kim 3.3 again',
      '16 alex 1.2 nobody-came',
      '16 sam 2.4 nobody-came',
      '16 kim 3.4 nobody-came',
    ]);
  });

  test('I10: said twice it is said once, and whoever declined may still take it', () => {
    const incident = new World().open();
    decided(incident, 'alex');
    const once = incident.incident;
    expect(decided(incident, 'alex')).toMatchObject({ already: expect.stringContaining('Alex declined') as string });
    expect(incident.incident).toBe(once);
    incident.command('alex', acknowledge);
    expect(incident.incident.acknowledgement?.by).toBe('alex');
  });

  test('on the last level everybody else is paged; when the last of them declines, the chain of command', () => {
    const world = new World();
    world.onCall = { rotations: [], overrides: [], managers: {}, chainOfCommand: ['boss'], lastResort: 'duty' };
    const incident = world.open({ severity: 1 });
    world.skip(11);
    decided(incident, 'kim');
    expect(incident.pages(10)).toEqual(['11 alex 1.4 declined', '11 sam 2.4 declined']);
    decided(incident, 'alex');
    expect(incident.timeline.at(-1)!.text).toBe('Sam was called already.');
    decided(incident, 'sam');
    expect(incident.pages(10).slice(2)).toEqual(['11 boss 3.1 declined']);
    world.skip(10);
    expect(incident.pages(19)).toEqual(['20 alex 1.5 nobody-came', '20 sam 2.5 nobody-came', '20 kim 3.2 nobody-came']);
  });

  test('the others of the level are called besides; a level of people who all declined calls everybody', () => {
    const world = new World();
    const incident = world.open({ severity: 1, levels: [['alex', 'robin'], ['sam'], ['alex']] });
    world.skip(1);
    decided(incident, 'alex');
    expect(incident.pages(0)).toEqual(['1 robin 1.2 declined', '1 sam 2.1 declined']);
    world.skip(5);
    expect(incident.pages(5)).toEqual(['6 alex 1.2 nobody-came', '6 robin 1.3 nobody-came', '6 sam 2.4 nobody-came']);
  });

  test('where the level above was called already nobody is paged anew, and the rest of the plan keeps its times', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    decided(incident, 'alex');
    expect(incident.timeline.at(-1)!.text).toBe('Sam was called already.');
    world.skip(4);
    expect(incident.pages(6)).toEqual(['7 sam 2.2 again', '9 sam 2.3 again', '10 kim 3.1 escalated']);
  });

  test('SEV-3 passes on to the opening when nobody is at work, and SEV-4 has nobody to pass it on to', () => {
    const world = new World();
    const incident = world.open({ severity: 3 });
    decided(incident, 'alex');
    expect(incident.timeline.at(-1)!.text).toBe('Nobody is at work: level 2 (Sam) is paged at Mon 5 July, 09:00 UTC.');
    world.skip(3 * 24 * 60);
    const first = incident.pages()[0]!;
    expect(first).toMatch(/ sam 2\.1 declined$/);
    expect(incident.pages().filter((page) => page.includes('alex') && !page.includes('nobody-came'))).toEqual([]);
    const mild = new World().open({ severity: 4 });
    expect(decided(mild, 'alex')).toMatchObject({
      refused: expect.stringContaining('Nobody is being paged') as string,
    });
  });

  test('is for whoever was called, while nobody has it', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    expect(decided(incident, 'kim')).toMatchObject({ refused: expect.stringContaining('was not called') as string });
    incident.command('sam', acknowledge);
    expect(decided(incident, 'alex')).toMatchObject({ already: expect.stringContaining('Sam has had it') as string });
    decided(incident, 'sam');
    expect(incident.timeline.some(({ type }) => type === 'GivenBack')).toBe(true);
  });
});

describe('giving it back', () => {
  test('pages at once the lowest level with somebody else, and says who gave it back', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(1);
    incident.command('alex', acknowledge);
    givenBack(incident, 'alex');
    world.skip(16);
    expect(incident.pages(0)).toEqual([
      '1 sam 2.1 given-back',
      '3 sam 2.2 again',
      '5 sam 2.3 again',
      '6 kim 3.1 escalated',
      '8 kim 3.2 again',
      '10 kim 3.3 again',
      '16 alex 1.2 nobody-came',
      '16 sam 2.4 nobody-came',
      '16 kim 3.4 nobody-came',
    ]);
  });

  test('whoever was paged hears of it once, by a page or by mail, and never who did it', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(11);
    incident.command('kim', acknowledge);
    world.skip(1);
    givenBack(incident, 'kim');
    expect(incident.told(11).map(({ to, kind, says, by }) => [to, kind, says, by])).toEqual([
      ['alex', 'page', 'given-back', 'sms+email'],
      ['sam', 'notice', 'let-go', 'email'],
    ]);
    expect(world.messages.at(-1)!.saying).toMatchObject({ why: 'gave it back', who: 'Kim', paged: 'Alex' });
  });

  test('nobody else there: whoever gave it back is paged again, for a page never goes to nobody', () => {
    const incident = new World().open({ levels: [['alex']] });
    incident.command('alex', acknowledge);
    givenBack(incident, 'alex');
    expect(incident.pages()).toEqual(['0 alex 1.1 first-page', '0 alex 1.2 given-back']);
  });

  test('taking it back from somebody else wants a reason, pages level 1, and they are told', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    incident.command('sam', acknowledge);
    expect(givenBack(incident, 'kim')).toMatchObject({ refused: expect.stringContaining('say why') as string });
    world.skip(1);
    givenBack(incident, 'kim', 'cannot be reached');
    expect(incident.timeline.find(({ type }) => type === 'GivenBack')!.text).toBe(
      'Kim took it back from Sam: cannot be reached.',
    );
    expect(incident.told(6).map(({ to, says, by }) => [to, says, by])).toEqual([
      ['alex', 'given-back', 'sms+email'],
      ['sam', 'let-go', 'sms+email'],
    ]);
  });

  test('once every alarm is OK nobody is paged', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    incident.command('alex', acknowledge);
    incident.alarmSays('ok');
    world.skip(10);
    givenBack(incident, 'alex');
    world.skip(20);
    expect(incident.pages(0)).toEqual([]);
    expect(incident.incident.acknowledgement).toBeUndefined();
  });

  test('a link gives it back five times, and acknowledges always', () => {
    const world = new World();
    const incident = world.open();
    for (let time = 0; time < 7; time++) {
      incident.command('alex', (context) => acknowledge({ ...context, byLink: true }));
      incident.command('alex', (context) => unacknowledge({ ...context, byLink: true }));
    }
    expect(incident.timeline.filter(({ type }) => type === 'GivenBack')).toHaveLength(5);
    expect(incident.incident.acknowledgement?.by).toBe('alex');
  });
});

describe('calling somebody by hand', () => {
  test('M95: while somebody has it, the next level is asked by all channels, and that is no page', () => {
    const world = new World();
    const incident = world.open({ severity: 2 });
    incident.command('alex', acknowledge);
    incident.command('alex', (context) => askForHelp(context, { reason: 'the database is yours' }));
    expect(incident.told(-1).at(-1)).toMatchObject({ to: 'sam', kind: 'notice', says: 'asked-for', by: 'sms+email' });
    expect(world.messages.at(-1)).toMatchObject({ worthWhile: 'open', level: 2 });
    expect(incident.incident.acknowledgement?.by).toBe('alex');
    incident.command('alex', (context) => askForHelp(context));
    expect(incident.told().at(-1)).toMatchObject({ to: 'kim', says: 'asked-for' });
    expect(incident.command('alex', (context) => askForHelp(context))).toHaveProperty('refused');
  });

  test('whoever was paged in vain before can be asked, after those who were not; pressed twice, once', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(6);
    incident.command('alex', acknowledge);
    const press = (level: number) => incident.command('alex', (context) => askForHelp(context, { level }));
    for (const level of [3, 3, 2, 2]) press(level);
    const asked = incident.told().filter(({ says }) => says === 'asked-for');
    expect(asked.map(({ to }) => to)).toEqual(['kim', 'sam']);
  });

  test("while nobody has it, that level's time has come, and whoever asked is not paged by it", () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(1);
    incident.command('alex', (context) => askForHelp(context));
    expect(incident.pages(0)).toEqual(['1 sam 2.1 asked-for']);
    world.skip(5);
    expect(incident.pages(1)).toEqual(['3 sam 2.2 again', '5 sam 2.3 again', '6 kim 3.1 escalated']);
  });
});
