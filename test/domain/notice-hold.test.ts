import { acknowledge, hold } from '../../domain/commands';
import { minute, plus } from '../../domain/instant';
import { publicText } from '../../domain/notice';
import { updatePublicly } from '../../domain/public-commands';
import { night } from '../support/domain-alerts';
import { checkout, World, type Beginning, type Scene } from '../support/domain-world';

const begin = (beginning: Beginning = {}) => {
  const world = new World();
  const incident = world.open({ publishes: true, ...beginning });
  return { world, incident };
};
/** In which minute the notice went out; undefined while it has not. */
const publicAfter = (incident: Scene) =>
  incident.notice && (Date.parse(incident.notice.postedAt) - Date.parse(night)) / minute;

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
