import { acknowledge } from '../../domain/commands';
import { minute, plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { resolve, retract, updatePublicly } from '../../domain/public-commands';
import { night } from '../support/domain-alerts';
import { checkout, World, type Beginning, type Scene } from '../support/domain-world';

const begin = (beginning: Beginning = {}) => {
  const world = new World();
  const incident = world.open({ publishes: true, ...beginning });
  return { world, incident };
};
const resolved = (incident: Scene, text?: string) =>
  incident.command('alex', (context) =>
    resolve(context, { reason: 'Rolled back.', text: text === undefined ? undefined : publicText(text) }),
  );

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
