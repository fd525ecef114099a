import { acknowledge, changeSeverity, hold, update } from '../../domain/commands';
import type { Incident } from '../../domain/incident';
import { minute, plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { noticeAfterAcknowledge, noticeAtOpening, worse } from '../../domain/notice-policy';
import { resolve } from '../../domain/public-commands';
import { night } from '../support/domain-alerts';
import { checkout, ifFailing, World, type Beginning, type Scene } from '../support/domain-world';

const begin = (beginning: Beginning = {}) => {
  const world = new World();
  const incident = world.open({ publishes: true, ...beginning });
  return { world, incident };
};
/** In which minute the notice went out; undefined while it has not. */
const publicAfter = (incident: Scene) =>
  incident.notice && (Date.parse(incident.notice.postedAt) - Date.parse(night)) / minute;
const resolved = (incident: Scene, text?: string) =>
  incident.command('alex', (context) =>
    resolve(context, { reason: 'Rolled back.', text: text === undefined ? undefined : publicText(text) }),
  );

describe('a notice goes public by itself', () => {
  test.each([
    [1, 15],
    [2, 30],
  ] as const)(
    'SEV-%i: however often the alarm flaps, customers never wait longer than %i minutes',
    (severity, most) => {
      const { world, incident } = begin({ severity });
      for (let round = 0; round < 10 && !incident.notice; round++) {
        world.skip(4);
        if (incident.notice) break;
        incident.alarmSays('ok');
        world.skip(0.2);
        incident.alarmSays('firing');
      }
      world.skip(2);
      expect(publicAfter(incident)).toBeLessThanOrEqual(most + 1);
    },
  );

  test('an alarm without data publishes nothing by itself: a person is asked', () => {
    const { world, incident } = begin();
    incident.alarmSays('unknown');
    world.skip(20);
    expect(incident.notice).toBeUndefined();
    expect(incident.told().filter(({ says }) => says === 'decide-notice')).toMatchObject([{ minute: 5, to: 'alex' }]);
  });

  test.each([
    [1, 5, 'partial_outage'],
    [2, 10, 'degraded_performance'],
  ] as const)('M71: SEV-%i after %i minutes, claiming %s at most', (severity, minutes, claims) => {
    const { world, incident } = begin({ severity });
    world.skip(minutes - 0.01);
    expect(incident.notice).toBeUndefined();
    world.skip(0.01);
    expect(publicAfter(incident)).toBe(minutes);
    expect(incident.notice).toMatchObject({
      claims,
      component: checkout,
      status: 'investigating',
      acknowledged: false,
      startedAt: night,
      title: 'We are investigating a problem with Checkout.',
      openIncidents: ['K7MQ'],
    });
    expect(world.said.get(incident.notice!.id)).toEqual([
      { at: world.now, kind: 'automatic', status: 'investigating', ifFailing },
    ]);
  });

  test.each([3, 4] as const)('never for SEV-%i', (severity) => {
    const { world, incident } = begin({ severity });
    world.skip(24 * 60);
    expect(incident.incident.publicNotice).toEqual({ state: 'none' });
    expect(world.notices.size).toBe(0);
  });

  test('never without a subject, that is: a rule that publishes and a component with its sentence', () => {
    expect(noticeAtOpening(1, undefined, night)).toEqual({ state: 'none' });
    const { world, incident } = begin({ publishes: false });
    world.skip(60);
    expect(incident.notice).toBeUndefined();
  });

  test('the notice tells nothing of the inside: no alarm, account, person or incident is in what is rendered', () => {
    const { world, incident } = begin();
    world.skip(5);
    const { openIncidents: _, ...shown } = incident.notice!;
    expect(JSON.stringify([shown, world.said.get(shown.id)])).not.toMatch(/K7MQ|checkout-5xx|123456789012|alex/i);
  });
});

describe('somebody who acknowledged first has 5 minutes to hold it', () => {
  test.each([
    [1, 1, 6],
    [1, 3, 8],
    [1, 0, 5],
    [2, 3, 10],
    [2, 8, 13],
  ] as const)('SEV-%i acknowledged at %i: public at %i', (severity, acknowledged, expected) => {
    const { world, incident } = begin({ severity });
    world.skip(acknowledged);
    incident.command('alex', acknowledge);
    world.skip(20);
    expect(publicAfter(incident)).toBe(expected);
    expect(incident.notice?.acknowledged).toBe(true);
  });

  test.each([
    [1, 12, 15],
    [2, 27, 30],
  ] as const)(
    'the 5 minutes never put it off beyond the cap: SEV-%i acknowledged at %i, public at %i',
    (severity, at, cap) => {
      const { incident } = begin({ severity });
      const { publicNotice } = incident.incident;
      const late = { ...incident.incident, publicNotice: { ...publicNotice, dueAt: plus(night, (at + 1) * minute) } };
      expect(noticeAfterAcknowledge(late as Incident, plus(night, at * minute))).toMatchObject({
        dueAt: plus(night, cap * minute),
      });
    },
  );

  test('an acknowledgement never brings forward what was held', () => {
    const { incident } = begin();
    incident.command('alex', (context) => hold(context));
    incident.command('alex', acknowledge);
    expect(incident.incident.publicNotice).toMatchObject({ dueAt: plus(night, 20 * minute) });
  });

  test('an acknowledgement after it went out changes what customers read, not when', () => {
    const { world, incident } = begin();
    world.skip(7);
    incident.command('alex', acknowledge);
    expect(publicAfter(incident)).toBe(5);
    expect(incident.notice?.acknowledged).toBe(true);
    expect(incident.notice?.nextUpdateBy).toBe(plus(night, 20 * minute));
  });

  test('a lapsed acknowledgement is taken back from the words', () => {
    const { world, incident } = begin();
    incident.command('alex', acknowledge);
    world.skip(6);
    expect(incident.notice?.acknowledged).toBe(true);
    world.skip(24);
    expect(incident.notice?.acknowledged).toBe(false);
  });
});

describe('what cancels it', () => {
  test('an OK before its time, at once; a new ALARM makes it wait again', () => {
    const { world, incident } = begin();
    world.skip(4);
    incident.alarmSays('ok');
    expect(incident.incident.publicNotice.state).toBe('cancelled');
    world.skip(2);
    incident.alarmSays('firing');
    expect(incident.incident.publicNotice).toMatchObject({ state: 'waiting', dueAt: plus(world.now, 5 * minute) });
    world.skip(5);
    expect(publicAfter(incident)).toBe(11);
  });

  test('an OK that stays: customers never read of it', () => {
    const { world, incident } = begin();
    incident.alarmSays('ok');
    world.skip(24 * 60);
    expect(world.notices.size).toBe(0);
  });

  test('a resolve before its time', () => {
    const { world, incident } = begin();
    resolved(incident);
    world.skip(60);
    expect(incident.incident.publicNotice.state).toBe('cancelled');
    expect(world.notices.size).toBe(0);
  });

  test('a severity below SEV-2; a severity raised to SEV-1 brings it forward unless it was held', () => {
    const lowered = begin();
    lowered.incident.command('alex', (context) => changeSeverity(context, 3, 'Only the test shop.'));
    lowered.world.skip(60);
    expect(lowered.world.notices.size).toBe(0);

    const raised = begin({ severity: 2 });
    raised.incident.command('alex', (context) => changeSeverity(context, 1, 'All cards.'));
    raised.world.skip(60);
    expect(publicAfter(raised.incident)).toBe(5);
    expect(raised.incident.notice?.claims).toBe('partial_outage');

    const held = begin({ severity: 2 });
    held.incident.command('alex', (context) => hold(context));
    held.incident.command('alex', (context) => changeSeverity(context, 1, 'All cards.'));
    held.world.skip(60);
    expect(publicAfter(held.incident)).toBe(25);
  });
});

test('M68: an internal update is in no word that customers read', () => {
  const { world, incident } = begin();
  world.skip(6);
  const before = incident.notice;
  incident.command('alex', (context) => update(context, { note: 'db-7 is on fire', impact: 'secret' }));
  expect(incident.notice).toEqual(before);
});

test('the worse of two states is the worse one, both ways', () => {
  expect(worse('degraded_performance', 'partial_outage')).toBe('partial_outage');
  expect(worse('major_outage', 'partial_outage')).toBe('major_outage');
  expect(worse('operational', 'under_maintenance')).toBe('under_maintenance');
});
