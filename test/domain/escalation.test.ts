import { usualHours } from '../../domain/covered-hours';
import { escalationStep, highestLevel } from '../../domain/escalation-plan';
import { severities } from '../../domain/severity';
import { night } from '../support/domain-alerts';
import { World } from '../support/domain-world';

const everybody = (at: number, attempts: readonly [number, number, number]) =>
  ['alex', 'sam', 'kim'].map((who, place) => `${at} ${who} ${place + 1}.${attempts[place]} nobody-came`);

describe('while nobody acknowledges', () => {
  test('M7 M84 M90: SEV-1 pages level 1 at 0, +2, +4, level 2 at 5, level 3 at 10, then everybody every 10', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.skip(40);
    expect(incident.pages()).toEqual([
      '0 alex 1.1 first-page',
      '2 alex 1.2 again',
      '4 alex 1.3 again',
      '5 sam 2.1 escalated',
      '7 sam 2.2 again',
      '9 sam 2.3 again',
      '10 kim 3.1 escalated',
      '12 kim 3.2 again',
      '14 kim 3.3 again',
      ...everybody(20, [4, 4, 4]),
      ...everybody(30, [5, 5, 5]),
      ...everybody(40, [6, 6, 6]),
    ]);
  });

  test('M8 M84: SEV-2 pages level 1 at 0 and +5, level 2 at 10, level 3 at 20, then everybody every 30', () => {
    const world = new World();
    const incident = world.open({ severity: 2 });
    world.skip(110);
    expect(incident.pages()).toEqual([
      '0 alex 1.1 first-page',
      '5 alex 1.2 again',
      '10 sam 2.1 escalated',
      '15 sam 2.2 again',
      '20 kim 3.1 escalated',
      '25 kim 3.2 again',
      ...everybody(50, [3, 3, 3]),
      ...everybody(80, [4, 4, 4]),
      ...everybody(110, [5, 5, 5]),
    ]);
  });

  test('M7: every page of SEV-1 and SEV-2 goes by all channels', () => {
    for (const severity of [1, 2] as const) {
      const world = new World();
      const incident = world.open({ severity });
      world.skip(120);
      const pages = incident.told().filter(({ kind }) => kind === 'page');
      expect(pages.length).toBeGreaterThan(10);
      expect(new Set(pages.map(({ by }) => by))).toEqual(new Set(['sms+email']));
    }
  });

  test('M90: at the opening SEV-1 informs level 3 and SEV-2 level 2, by mail only', () => {
    const informed = (severity: 1 | 2) =>
      new World()
        .open({ severity })
        .told()
        .filter(({ says }) => says === 'informed');
    expect(informed(1)).toEqual([
      { minute: 0, to: 'kim', kind: 'notice', says: 'informed', level: 3, attempt: 1, by: 'email' },
    ]);
    expect(informed(2)).toEqual([
      { minute: 0, to: 'sam', kind: 'notice', says: 'informed', level: 2, attempt: 1, by: 'email' },
    ]);
  });

  test('nobody who was just paged is informed besides', () => {
    const incident = new World().open({ severity: 1, levels: [['alex'], ['sam'], ['alex']] });
    expect(incident.told().map(({ says }) => says)).toEqual(['first-page']);
  });

  test('a level of two pages both, and each keeps an own count', () => {
    const world = new World();
    const incident = world.open({ severity: 1, levels: [['alex', 'robin'], ['sam']] });
    world.skip(5);
    expect(incident.pages()).toEqual([
      '0 alex 1.1 first-page',
      '0 robin 1.1 first-page',
      '2 alex 1.2 again',
      '2 robin 1.2 again',
      '4 alex 1.3 again',
      '4 robin 1.3 again',
      '5 sam 2.1 escalated',
    ]);
  });

  test('with one level alone, everybody is that level, every 10 minutes', () => {
    const world = new World();
    const incident = world.open({ severity: 1, levels: [['alex']] });
    world.skip(20);
    expect(incident.pages().map((page) => page.split(' ')[0])).toEqual(['0', '2', '4', '10', '20']);
  });

  test('somebody on two levels gets one page when everybody is paged', () => {
    const world = new World();
    const incident = world.open({ severity: 1, levels: [['alex'], ['sam', 'alex']] });
    world.skip(15);
    expect(incident.pages().filter((page) => page.startsWith('15 '))).toEqual([
      '15 alex 1.4 nobody-came',
      '15 sam 2.4 nobody-came',
    ]);
  });

  test('after an outage of the clock each person gets one page, for the last of the steps that were missed', () => {
    const world = new World();
    const incident = world.open({ severity: 1 });
    world.now = '2027-07-03T01:13:41.000Z';
    world.ring('K7MQ', 'escalation');
    expect(incident.pages(0)).toEqual(['11 alex 1.2 again', '11 sam 2.1 again', '11 kim 3.1 escalated']);
    world.skip(1);
    expect(incident.pages(11)).toEqual(['12 kim 3.2 again']);
  });

  test('each page says who is next and when', () => {
    const world = new World();
    world.open({ severity: 1 });
    world.skip(20);
    const says = world.messages.filter(({ kind }) => kind === 'page').map(({ saying }) => saying);
    expect(says[0]).toEqual({ says: 'first-page', next: { name: 'Sam', at: '2027-07-03T01:07:41.000Z' } });
    expect(says[3]).toEqual({
      says: 'escalated',
      silent: 'Alex',
      next: { name: 'Kim', at: '2027-07-03T01:12:41.000Z' },
    });
    expect(says[6]).toEqual({ says: 'escalated', silent: 'Sam', next: { at: '2027-07-03T01:22:41.000Z' } });
    expect(says[9]).toEqual({ says: 'nobody-came', again: '2027-07-03T01:32:41.000Z' });
  });
});

test('M84: the steps of every plan rise in time, for any number of levels and any beginning', () => {
  const coverage = { timeZone: 'Europe/Berlin', hours: usualHours };
  for (const severity of severities) {
    for (let levels = 1; levels <= 6; levels++) {
      for (let from = 1; from <= levels; from++) {
        const plan = { severity, levelCount: levels, fromLevel: from, since: night, coverage };
        const steps = Array.from({ length: 60 }, (_, index) => escalationStep(plan, index));
        if (severity === 4) {
          expect(steps.filter((step) => step !== undefined)).toHaveLength(1);
          continue;
        }
        const times = steps.map((step) => step!.at);
        expect(times[0]).toBe(severity === 3 ? '2027-07-05T07:00:00.000Z' : night);
        expect([...times].sort()).toEqual(times);
        expect(times.at(-1)! > times.at(-2)!).toBe(true);
        const reached = new Set(steps.map((step) => step!.level));
        for (let level = from; level <= highestLevel(plan); level++) expect(reached).toContain(level);
      }
    }
  }
});
