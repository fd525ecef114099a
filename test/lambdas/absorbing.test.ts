import { acknowledge } from '../../domain/commands';
import { asItHappened } from '../../domain/timeline';
import { Scene } from '../support/domain-world';
import { begin, intake, message } from './support/intake-scene';
import { plus } from '../../domain/instant';

const mails = ({ world }: ReturnType<typeof intake>) =>
  world.messages.flatMap(({ saying, to }) => (saying.says === 'keeps-firing' ? [`${to} ${saying.count}`] : []));
const quietly = { name: 'api-traffic-low' };

describe('an incident that mails only and that nobody has', () => {
  test('mails level 1 again at the 10th, 100th and 1,000th alert, and writes nothing of the incident in between', async () => {
    const scene = intake();
    for (let time = 0; time < 1_000; time++) await scene.take([message('ALARM', 0, quietly)]);
    expect(mails(scene)).toEqual(['alex 10', 'alex 100', 'alex 1000']);
    expect(scene.store.calls.filter((call) => call === 'commit')).toHaveLength(4);
    expect(scene.key('api-traffic-low').count).toBe(1_000);
  });

  test('is silent once somebody has it; one that pages needs no mail', async () => {
    const scene = intake();
    await scene.take([message('ALARM', 0, quietly), message('ALARM')]);
    new Scene(scene.world, 'ID01').command('alex', acknowledge);
    for (let time = 0; time < 20; time++) await scene.take([message('ALARM', 0, quietly), message('ALARM')]);
    expect(mails(scene)).toEqual([]);
  });
});

test('Done when 4: 10,000 duplicates of one key write the incident at most 20 times, and each is counted', async () => {
  const scene = intake();
  for (let batch = 0; batch < 1_000; batch++)
    await scene.take(Array.from({ length: 10 }, (_, index) => message('ALARM', 0, { id: `same-${batch}-${index}` })));
  expect(scene.key().count).toBe(10_000);
  expect(scene.store.kept.size).toBe(10_000);
  const [incident] = [...scene.world.incidents.values()];
  expect(incident!.version).toBeLessThanOrEqual(20);
  expect(scene.pages()).toEqual(['alex']);
});

test('what came late stands in the timeline where it happened, once, changes nothing and is counted', async () => {
  const scene = intake();
  await scene.take([message('ALARM', 5)], 5);
  await scene.take([message('OK', 10)], 10);
  await scene.take([message('ALARM', 7)], 11);
  await scene.take([message('ALARM', 7)], 12);
  const late = scene.world.entries.filter(({ type }) => type === 'AlertCameLate');
  expect(late).toMatchObject([
    {
      at: plus(begin, 11 * 60_000),
      happenedAt: plus(begin, 7 * 60_000),
      text: 'checkout-5xx fired at 01:07 UTC. That came late and changes nothing.',
    },
  ]);
  expect(scene.key()).toMatchObject({ signal: 'ok', count: 2 });
  const order = asItHappened(scene.world.entries).map(({ type }) => type);
  expect(order.indexOf('AlertCameLate')).toBeLessThan(order.indexOf('AlertCleared'));
  expect(scene.world.entries.map(({ seq }) => seq)).toEqual(scene.world.entries.map((_, index) => index + 1));
});
