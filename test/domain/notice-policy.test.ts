import { acknowledge, changeSeverity, hold, update } from '../../domain/commands';
import type { Incident } from '../../domain/incident';
import { minute, plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { noticeAfterAcknowledge, noticeAtOpening, worse } from '../../domain/notice-policy';
import { resolve, retract, updatePublicly } from '../../domain/public-commands';
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

describe('hold', () => {
  test('keeps it back 15 minutes, twice, then it pages for a decision', () => {
    const { world, incident } = begin();
    world.skip(1);
    incident.command('sam', (context) => hold(context, 'It is a test order.'));
    expect(incident.incident.publicNotice).toMatchObject({ dueAt: plus(night, 20 * minute), holds: 1 });
    world.skip(18);
    incident.command('sam', (context) => hold(context));
    expect(incident.incident.publicNotice).toMatchObject({ dueAt: plus(night, 35 * minute), holds: 2 });
    world.skip(15);
    expect(incident.told().filter(({ says }) => says === 'decide-notice')).toEqual([]);
    world.skip(1);
    expect(incident.notice).toBeUndefined();
    expect(incident.incident.publicNotice.state).toBe('needs-decision');
    expect(incident.told().filter(({ says }) => says === 'decide-notice')).toMatchObject([
      { minute: 35, to: 'alex', kind: 'page' },
    ]);
    world.skip(120);
    expect(incident.notice).toBeUndefined();
  });

  test('whoever has it is asked for the decision, by all channels', () => {
    const { world, incident } = begin();
    incident.command('sam', acknowledge);
    incident.command('sam', (context) => hold(context));
    incident.command('sam', (context) => hold(context));
    world.skip(20);
    incident.command('sam', acknowledge);
    world.skip(20);
    expect(incident.told().filter(({ says }) => says === 'decide-notice')).toMatchObject([
      { minute: 35, to: 'sam', kind: 'reminder', by: 'sms+email' },
    ]);
  });

  test('one hold lets it out 15 minutes later', () => {
    const { world, incident } = begin();
    incident.command('sam', (context) => hold(context));
    world.skip(30);
    expect(publicAfter(incident)).toBe(20);
  });

  test('a third hold, a hold of nothing and a hold of what is public are refused with what to do', () => {
    const { world, incident } = begin();
    incident.command('sam', (context) => hold(context));
    incident.command('sam', (context) => hold(context));
    expect(incident.command('sam', (context) => hold(context))).toEqual({
      refused: expect.stringContaining('held twice already') as string,
    });
    const other = world.open({ id: 'B222' });
    expect(other.command('sam', (context) => hold(context))).toEqual({
      refused: 'B222 has no notice waiting to go public.',
    });
    const third = begin();
    third.world.skip(6);
    expect(third.incident.command('sam', (context) => hold(context))).toEqual({
      refused: 'Customers already read the notice of K7MQ. To take it back: tocsin retract K7MQ',
    });
  });

  test('after the decision was asked for, a public update is the decision', () => {
    const { world, incident } = begin();
    incident.command('sam', (context) => hold(context));
    incident.command('sam', (context) => hold(context));
    world.skip(36);
    incident.command('sam', (context, view) =>
      updatePublicly(context, {}, { text: publicText('Cards may fail.') }, { ...view, component: checkout }),
    );
    expect(incident.incident.publicNotice.state).toBe('public');
    expect(world.said.get(incident.notice!.id)?.map(({ kind }) => kind)).toEqual(['person']);
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

describe('one open notice per component', () => {
  const two = () => {
    const world = new World();
    const first = world.open({ severity: 2, publishes: true });
    world.skip(11);
    const second = world.open({ id: 'B222', severity: 1, publishes: true });
    world.skip(5);
    return { world, first, second };
  };

  test('a later incident joins it, and the worse claim shows', () => {
    const { world, first, second } = two();
    expect(world.notices.size).toBe(1);
    expect(second.notice?.id).toBe(first.notice?.id);
    expect(first.notice).toMatchObject({ claims: 'partial_outage', openIncidents: ['K7MQ', 'B222'] });
    expect(second.timeline.map(({ type }) => type)).toContain('NoticeJoined');
  });

  test('it resolves with the last incident behind it', () => {
    const { first, second } = two();
    expect(resolved(first)).toHaveProperty('incident');
    expect(second.notice?.resolvedAt).toBeUndefined();
    expect(resolved(second)).toHaveProperty('refused');
    resolved(second, 'Paying by card works again.');
    expect(second.notice).toMatchObject({ status: 'resolved', openIncidents: [] });
    expect(second.notice?.resolvedAt).toBeDefined();
  });

  test('a person who updates an incident of that component speaks in the open notice', () => {
    const { world, first } = two();
    const third = world.open({ id: 'C333', severity: 2 });
    third.command('kim', (context, view) =>
      updatePublicly(context, {}, { text: publicText('Slow, too.') }, { ...view, component: checkout }),
    );
    expect(third.notice?.id).toBe(first.notice?.id);
    expect(world.said.get(first.notice!.id)?.at(-1)).toMatchObject({ kind: 'person', text: 'Slow, too.' });
  });

  test('once it has ended, the next incident opens one of its own', () => {
    const { world, first, second } = two();
    resolved(first);
    resolved(second, 'It works again.');
    const third = world.open({ id: 'C333', publishes: true });
    world.skip(5);
    expect(third.notice?.id).not.toBe(first.notice?.id);
  });

  test('a joined notice that is overdue already is marked, not stuck', () => {
    const world = new World();
    const first = world.open({ severity: 1, publishes: true });
    world.skip(30);
    expect(first.notice?.overdueSince).toBe(plus(night, 20 * minute));
    const second = world.open({ id: 'B222', severity: 1, publishes: true });
    world.skip(30);
    expect(second.notice?.id).toBe(first.notice?.id);
    expect(second.incident.publicNotice.state).toBe('public');
  });
});

describe('retract', () => {
  test('shows "posted in error", and the notice never changes again', () => {
    const { world, incident } = begin();
    incident.command('alex', acknowledge);
    world.skip(6);
    incident.command('alex', (context) => retract(context, 'A test order.'));
    const retracted = incident.notice;
    expect(retracted).toMatchObject({ status: 'resolved', retractedAt: world.now, openIncidents: [] });
    expect(world.said.get(retracted!.id)?.at(-1)).toMatchObject({ kind: 'retracted' });
    world.skip(120);
    expect(incident.pages(6)).not.toEqual([]);
    expect(incident.notice).toEqual(retracted);
  });

  test('while a notice of another incident is open for the component, paging of the first goes on', () => {
    const { world, incident } = begin();
    incident.command('alex', acknowledge);
    world.skip(6);
    incident.command('alex', (context) => retract(context, 'A test order.'));
    const other = world.open({ id: 'B222', publishes: true });
    world.skip(60);
    expect(other.notice).toBeDefined();
    expect(incident.pages(6)[0]).toBe('36 alex 1.2 lapsed');
  });

  test('a resolved notice can be retracted later, also while another is open for its component', () => {
    const { world, incident } = begin();
    world.skip(6);
    resolved(incident, 'It works again.');
    const other = world.open({ id: 'B222', publishes: true });
    world.skip(6);
    incident.command('alex', (context) => retract(context, 'It was none.'));
    expect(incident.notice?.retractedAt).toBe(world.now);
    expect(world.openNotices.get('checkout')).toBe(other.notice?.id);
  });

  test('afterwards a public update opens a new notice, or joins the one that is open', () => {
    const { world, incident } = begin();
    world.skip(6);
    const id = incident.notice!.id;
    incident.command('alex', (context) => retract(context, 'A test order.'));
    const say = () =>
      incident.command('alex', (context, view) =>
        updatePublicly(context, {}, { text: publicText('It is real.') }, { ...view, component: checkout }),
      );
    const other = world.open({ id: 'B222', publishes: true });
    world.skip(6);
    say();
    expect(incident.notice?.id).toBe(other.notice?.id);
    expect(incident.notice?.id).not.toBe(id);
  });

  test('is refused where nothing was told, twice, and while others stand behind it', () => {
    const nothing = begin({ publishes: false });
    expect(nothing.incident.command('alex', (context) => retract(context, 'x'))).toEqual({
      refused: 'Customers were told nothing about K7MQ: nothing to retract.',
    });
    const { world, incident } = begin();
    const other = world.open({ id: 'B222', publishes: true });
    world.skip(6);
    expect(incident.command('alex', (context) => retract(context, 'x'))).toEqual({
      refused: 'B222 stands behind the same notice and is still open: resolve that first.',
    });
    resolved(other);
    incident.command('alex', (context) => retract(context, 'x'));
    expect(incident.command('alex', (context) => retract(context, 'x'))).toEqual({
      already: 'The notice of K7MQ was retracted already.',
    });
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
