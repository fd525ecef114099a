import { configuration } from '../../config';
import { day, hour, plus } from '../../domain/instant';
import { onCallOf } from '../../domain/on-call-settings';
import type { Override } from '../../domain/override';
import { lookAtShifts, looksAnew, nextLookAt, type ShiftWatch } from '../../domain/shift-watch';
import type { Configuration } from '../../domain/configuration';

/** Monday, 09:00 in Berlin: the data rotation goes from Sam to Alex. */
const handOff = '2026-11-23T08:00:00.000Z';
const before = plus(handOff, -hour);

function look(known: ShiftWatch | undefined, at: string, overrides: readonly Override[] = [], config = configuration) {
  const onCall = onCallOf(config, overrides);
  const seen = lookAtShifts(known, onCall, config, at);
  const told = seen.handOffs.map(({ rotation, from, to, until }) => `${rotation.id} ${from} ${to} ${until}`);
  return { ...seen, told, next: nextLookAt(seen.watch, onCall, at) };
}

const standsIn = (from: string, until: string): Override => ({
  ...{ id: 'o1', rotation: 'data', instead: { person: 'kim' }, from, until },
  ...{ reason: 'Sam is ill', by: 'Alex', madeAt: from },
});

/** The example company, where nobody has the data rotation before a day of the future. */
function startingOn(startsOn: string): Configuration {
  const [data, ...others] = configuration.onCall!.rotations!;
  const late = { ...data!, layers: data!.layers.map((layer) => ({ ...layer, startsOn })) };
  return { ...configuration, onCall: { ...configuration.onCall, rotations: [late, ...others] } };
}

test('M86: a first look is no news; the next comes when a rotation changes hands, and tells who goes, who comes, and until when', () => {
  const first = look(undefined, before);
  expect([first.told, first.next]).toEqual([[], handOff]);
  expect(first.watch.duties).toEqual({
    data: { person: 'sam', since: before },
    'data-second': { person: 'alex', since: before },
  });
  const second = look(first.watch, handOff);
  expect(second.told).toEqual([
    'data sam alex 2026-11-30T08:00:00.000Z',
    'data-second alex sam 2026-11-30T08:00:00.000Z',
  ]);
  expect(look(second.watch, handOff).told).toEqual([]);
  expect(second.next).toBe(plus(before, day));
});

test('M86: an override is a hand-off when it begins, and when it ends', () => {
  const first = look(undefined, plus(before, -day));
  const overrides = [standsIn(plus(before, -2 * hour), before)];
  const soon = look(first.watch, plus(before, -3 * hour), overrides);
  expect([soon.told, soon.next]).toEqual([[], overrides[0]!.from]);
  const began = look(soon.watch, overrides[0]!.from, overrides);
  expect(began.told).toEqual([`data sam kim ${before}`]);
  expect(began.handOffs[0]!.override?.reason).toBe('Sam is ill');
  expect(look(began.watch, before, overrides).told).toEqual([`data kim sam ${handOff}`]);
});

test('a rotation that was never looked at, and one that has left the configuration, are no news', () => {
  const { watch } = look(undefined, before);
  const { data, ...duties } = watch.duties;
  expect(data).toBeDefined();
  const grown = { ...watch, duties: { ...duties, gone: { person: 'kim', since: before } } };
  expect(looksAnew(grown, onCallOf(configuration, []))).toBe(true);
  const seen = look(grown, before);
  expect([seen.told, Object.keys(seen.watch.duties)]).toEqual([[], ['data', 'data-second']]);
  expect(looksAnew(seen.watch, onCallOf(configuration, []))).toBe(false);
});

test('M92: a gap of the next 14 days is told once, to everybody who may be called in it', () => {
  const late = startingOn('2026-11-26');
  const from = '2026-11-24T07:00:00.000Z';
  const first = look(undefined, from, [], late);
  expect(first.gaps).toEqual([
    { rotation: 'data', name: 'Data', from, until: '2026-11-30T08:00:00.000Z', told: ['kim'] },
  ]);
  expect(look(first.watch, plus(from, hour), [], late).gaps).toEqual([]);
  const nextDay = look(first.watch, plus(from, day), [], late);
  expect([nextDay.gaps, nextDay.watch.gapsDueAt]).toEqual([[], plus(from, 2 * day)]);
  const filled = standsIn('2026-11-25T00:00:00.000Z', '2026-12-01T00:00:00.000Z');
  expect(look(first.watch, plus(from, day), [filled], late).told).toEqual([
    'data undefined kim 2026-12-01T00:00:00.000Z',
  ]);
});
