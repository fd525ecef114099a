import { readWallTime, zoneOf } from '../../bin/cli/wall-time';

test.each([
  ['2027-03-07 02:00', '2027-03-07T01:00:00.000Z'],
  ['2027-07-07T02:00', '2027-07-07T00:00:00.000Z'],
  // Clocks go from 02:00 to 03:00: what never shows is the first moment after.
  ['2027-03-28 02:30', '2027-03-28T01:00:00.000Z'],
  // 02:30 comes twice: the first of the two.
  ['2027-10-31 02:30', '2027-10-31T00:30:00.000Z'],
  ['2027-03-07T02:00Z', '2027-03-07T02:00:00.000Z'],
  ['2027-03-07T02:00+05:00', '2027-03-06T21:00:00.000Z'],
])('%s in Berlin is %s', (typed, expected) => {
  expect(readWallTime('from', typed, 'Europe/Berlin')).toBe(expected);
});

test.each(['tomorrow', '02:00', '2027-03-07', '2027-02-30 02:00', '2027-03-07 25:00', '2027-13-07T02:00Z'])(
  '%s is refused, with the flag and the mend',
  (typed) => {
    expect(() => readWallTime('from', typed, 'UTC')).toThrow(/^--from ".*(Write it like|there is no such time)/);
  },
);

test('times are of the zone that is named, else of the own; one that there is not is refused', () => {
  expect([zoneOf(undefined, 'Europe/Berlin'), zoneOf('UTC', 'Europe/Berlin')]).toEqual(['Europe/Berlin', 'UTC']);
  expect(() => zoneOf('Europe/Bonn', 'UTC')).toThrow('"Europe/Bonn" is no time zone.');
});
