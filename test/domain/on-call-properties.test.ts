import fc from 'fast-check';
import { coveredAt, type WeeklyHours } from '../../domain/covered-hours';
import { instant } from '../../domain/instant';
import { dutyAt, shifts, whoIsCalled } from '../../domain/on-call';
import { turnAt, type Layer, type Rotation } from '../../domain/rotation';
import { weekdays } from '../../domain/wall-clock';
import { latestWall, naiveInside, naivePerson, wallMinutes, weekday } from '../support/naive-on-call';

const minute = 60_000;
const hour = 60 * minute;
const zones = Intl.supportedValuesOf('timeZone');
const people = ['alex', 'sam', 'kim', 'robin'];

const time = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59)).map(clock);
const hours: fc.Arbitrary<WeeklyHours> = fc.record({
  days: fc.option(fc.subarray([...weekdays], { minLength: 1 }), { nil: undefined }),
  from: time,
  until: fc.oneof(time, fc.constant('24:00')),
});
const layer: fc.Arbitrary<Layer> = fc.record({
  people: fc.shuffledSubarray(people, { minLength: 1 }),
  turn: fc.oneof(
    fc.record({ hours: fc.integer({ min: 3, max: 60 }) }),
    fc.record({ days: fc.integer({ min: 1, max: 9 }) }),
    fc.record({ weeks: fc.integer({ min: 1, max: 4 }) }),
  ),
  handOff: fc.record({ at: time }),
  startsOn: fc.constantFrom('2015-12-28', '2016-02-29', '2016-10-30'),
  during: fc.option(fc.array(hours, { minLength: 1, maxLength: 3 }), { nil: undefined }),
});
const rotation: fc.Arbitrary<Rotation> = fc.record({
  id: fc.constant('r'),
  name: fc.constant('R'),
  timeZone: fc.constantFrom(...zones),
  layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
});

/** Twenty years. */
const [first, last] = [Date.UTC(2017, 0), Date.UTC(2037, 0)];

/** Instants of all kinds, half of them in the hours around a change of the clocks. */
function someInstants(timeZone: string, seed: readonly number[]): number[] {
  const [year = 0, ...rest] = seed;
  const start = Date.UTC(2017 + (year % 20), 0);
  const changes: number[] = [];
  for (let day = 0; day < 366; day++) {
    const at = start + day * 24 * hour;
    if (wallMinutes(at + 24 * hour, timeZone) - wallMinutes(at, timeZone) !== 1440) changes.push(at);
  }
  return rest.map((number, index) => {
    const change = changes[index % Math.max(1, changes.length)];
    const anywhere = first + (number % ((last - first) / minute)) * minute;
    return index % 2 === 0 && change !== undefined ? change + (number % 2160) * minute : anywhere;
  });
}

const seeds = fc.array(fc.nat(), { minLength: 11, maxLength: 11 });

test('M94: at 10,000 instants of 20 years in any zone, whoever is called is whom a naive model finds minute by minute', () => {
  let looked = 0;
  fc.assert(
    fc.property(rotation, seeds, (shape, seed) => {
      const onCall = { rotations: [shape], overrides: [], managers: {}, chainOfCommand: [], lastResort: 'nobody' };
      for (const at of someInstants(shape.timeZone, seed)) {
        const [[called]] = whoIsCalled([[{ rotation: 'r' }]], onCall, instant(at)) as unknown as [[{ person: string }]];
        expect([shape.timeZone, instant(at), called.person]).toEqual([
          shape.timeZone,
          instant(at),
          naivePerson(shape, at) ?? 'nobody',
        ]);
        looked++;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(looked).toBe(10_000);
});

test('M83: hours are covered exactly when the clock on the wall, which never runs back for this, stands within them', () => {
  fc.assert(
    fc.property(
      fc.array(hours, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...zones),
      seeds,
      (list, timeZone, seed) => {
        for (const at of someInstants(timeZone, seed)) {
          const wall = latestWall(at, timeZone);
          const { covered, until } = coveredAt({ timeZone, hours: list }, instant(at));
          expect([timeZone, instant(at), covered]).toEqual([
            timeZone,
            instant(at),
            list.some((each) => naiveInside(each, wall)),
          ]);
          if (until !== undefined) expect(until > instant(at)).toBe(true);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('M82 M86: in every zone and each of 20 years hand-offs happen at the stated time, one person after the other', () => {
  expect(zones.length).toBeGreaterThan(400);
  const handOffs = ['00:00', '02:30', '09:00', '23:59'];
  zones.forEach((timeZone, index) => {
    const at = handOffs[index % handOffs.length]!;
    const daily: Layer = { people, turn: { days: 1 }, handOff: { at }, startsOn: '2017-01-01' };
    const rotationOfZone: Rotation = { id: 'r', name: 'R', timeZone, layers: [daily] };
    const [hours = 0, minutes = 0] = at.split(':').map(Number);
    for (let year = 2017; year < 2037; year++) {
      const day = Date.UTC(year, (index * 7 + year * 5) % 12, 1 + ((index * 11 + year * 3) % 28));
      const { person, until } = turnAt(rotationOfZone, instant(day));
      const handOver = Date.parse(until!);
      const wall = wallMinutes(handOver, timeZone);
      const stated = Math.floor(wall / 1440) * 1440 + hours * 60 + minutes;
      // Only where the clock jumped over the stated time does the hand-off come later: at the jump.
      if (wall !== stated) expect(wallMinutes(handOver - minute, timeZone)).toBeLessThan(stated);
      expect(turnAt(rotationOfZone, instant(handOver - 1)).person).toBe(person);
      expect(turnAt(rotationOfZone, instant(handOver)).person).toBe(people[(people.indexOf(person!) + 1) % 4]);
    }
  });
});

test('a calendar has exactly one person, or says that there is nobody, at each instant; its stretches meet', () => {
  fc.assert(
    fc.property(rotation, fc.integer({ min: 0, max: 7_000 }), (shape, day) => {
      const [from, to] = [instant(first + day * 24 * hour), instant(first + (day + 8) * 24 * hour)];
      const found = shifts(shape, [], from, to);
      expect([found[0]!.from, found.at(-1)!.until]).toEqual([from, to]);
      found.forEach((shift, index) => {
        const next = found[index + 1];
        if (next) expect([next.from, next.person === shift.person]).toEqual([shift.until, false]);
        expect(dutyAt(shape, [], instant(Date.parse(shift.until) - 1)).person).toBe(shift.person);
      });
    }),
    { numRuns: 60 },
  );
});

function clock([hours, minutes]: readonly [number, number]): string {
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}

test('the naive model knows the night in which the clock runs back', () => {
  const second230 = Date.parse('2026-10-25T01:30:00.000Z');
  expect(wallMinutes(second230, 'Europe/Berlin') % 1440).toBe(150);
  expect(latestWall(second230, 'Europe/Berlin') % 1440).toBe(179);
  expect(weekday(latestWall(second230, 'Europe/Berlin'))).toBe('Sun');
});
