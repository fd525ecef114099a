import { configuration } from '@tocsin/config';
import { chance } from './support/recorders';
import { intake, message, stormAlert } from './support/intake-scene';

const keys = 100;
const total = 10_000;

/** Half of what is malformed is an event that cannot be read, half is no JSON at all. */
function malformed(index: number) {
  const { messageId, body } = message('ALARM', 0, { name: 'x', id: `bad-${index}` });
  const event = JSON.parse(body) as object;
  return {
    messageId,
    body: index % 2 ? 'no { JSON' : JSON.stringify({ ...event, resources: [], detail: { alarmName: 7 } }),
  };
}

test('Done when 3: 10,000 alerts of 100 services, a tenth delivered twice, a hundredth malformed, shuffled: 100 incidents and one unclassified, nothing lost', async () => {
  expect(configuration.services.some(({ id }) => id.startsWith('service-'))).toBe(false);
  const random = chance(20_270_703);
  const bad = Array.from({ length: total / 100 }, (_, index) => malformed(index));
  const good = Array.from({ length: total - bad.length }, (_, index) => stormAlert(index % keys, `good-${index}`));
  const twice = good.filter((_, index) => index % 10 === 0);
  const all = [...good, ...bad, ...twice]
    .map((each) => ({ each, place: random() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);

  const scene = intake();
  const batches = Array.from({ length: Math.ceil(all.length / 10) }, (_, index) =>
    all.slice(index * 10, index * 10 + 10),
  );
  for (let start = 0; start < batches.length; start += 10) {
    let left = batches.slice(start, start + 10);
    // What fails is delivered again, as the queue does.
    while (left.length > 0) {
      const failed = new Set((await Promise.all(left.map((batch) => scene.take(batch)))).flat());
      left = left
        .map((batch) => batch.filter(({ messageId }) => failed.has(messageId)))
        .filter(({ length }) => length > 0);
    }
  }

  const incidents = [...scene.world.incidents.values()];
  const ofServices = incidents.filter(({ needsSeverity }) => !needsSeverity);
  expect(ofServices).toHaveLength(keys);
  expect(new Set(ofServices.map(({ service }) => service)).size).toBe(keys);
  expect(incidents).toHaveLength(keys + 1);
  const paged = scene.world.messages.filter(({ kind }) => kind === 'page').map(({ incidentId }) => incidentId);
  expect([...paged].sort()).toEqual(incidents.map(({ id }) => id).sort());
  const unreadable = bad.filter((_, index) => index % 2).length;
  expect(scene.dead).toHaveLength(unreadable);
  expect(scene.store.kept.size).toBe(total - unreadable);
  expect([...scene.store.kept.values()].every(({ incidentId }) => incidentId !== undefined)).toBe(true);
});
