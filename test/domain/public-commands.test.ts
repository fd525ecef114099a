import { publicText } from '../../domain/notice';
import { resolve, updatePublicly } from '../../domain/public-commands';
import { checkout, World, type Scene } from '../support/domain-world';

const close = (incident: Scene) => incident.command('alex', (context) => resolve(context, { reason: 'Rolled back.' }));
const last = (incident: Scene) => incident.timeline.at(-1);

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
