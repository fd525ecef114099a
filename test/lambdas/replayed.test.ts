import { plus } from '../../domain/instant';
import { fixture } from '../support/alert-fixtures';
import { begin, intake, message } from './support/intake-scene';

type Message = ReturnType<typeof message>;

/** The same event as a replay brings it, under an id of its own. */
function again({ messageId, body }: Message): Message {
  const event = JSON.parse(body) as { id: string };
  const replayed = { ...event, id: `${event.id}-again`, 'replay-name': 'tocsin-alerts' };
  return { messageId: `${messageId}-again`, body: JSON.stringify(replayed) };
}

test('I10: what a replay brings again changes nothing: no incident, no page, no count, no line', async () => {
  const { take, world, store, pages, key, codes } = intake();
  const life = [message('ALARM'), message('OK', 3), message('ALARM', 10), message('OK', 12)];
  for (const [index, each] of life.entries()) await take([each], [0, 3, 10, 12][index]);
  const before = JSON.stringify([[...world.incidents.values()], pages(), key(), [...store.keys]]);
  expect(await take([...life].reverse().map(again), 600)).toEqual([]);
  expect(JSON.stringify([[...world.incidents.values()], pages(), key(), [...store.keys]])).toBe(before);
  expect(codes().filter((code) => code === 'T132')).toHaveLength(4);
});

test('I1: what never came in opens, although a replay brings it; so does an alarm later than all that is known', async () => {
  const { take, world, pages, key } = intake();
  await take([again(message('ALARM'))], 90);
  expect(world.incidents.size).toBe(1);
  expect(pages()).toEqual(['alex']);
  await take([message('OK', 100)], 100);
  await take([again(message('ALARM', 110))], 111);
  expect(key()).toMatchObject({ signal: 'firing', changedAt: plus(begin, 110 * 60_000) });
});

test('an alarm that was muted and is over does not wait again, nor open; what is kept is kept as it first came', async () => {
  const { take, world, muted } = intake();
  const event = { ...fixture('alarm-muted') };
  const live = { messageId: 'live', body: JSON.stringify(event) };
  await take([again(live)]);
  const [[key, kept] = ['']] = [...muted.kept];
  expect(kept!.event).not.toContain('replay-name');
  await muted.forget(key, kept!.changedAt, kept!.until);
  await take([again(live)], 600);
  expect([muted.kept.size, world.incidents.size]).toEqual([0, 0]);
});
