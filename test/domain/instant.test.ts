import { earliest, latest, plus, readInstant } from '../../domain/instant';
import { clockTimeWithZone, isTimeZone, lengthOfTime, publicTime } from '../../domain/zoned-time';

test.each([
  ['2019-10-02T17:04:40.989+0000', '2019-10-02T17:04:40.989Z'],
  ['2019-10-02T17:04:40Z', '2019-10-02T17:04:40.000Z'],
  ['2019-10-02T19:04:40.5+02:00', '2019-10-02T17:04:40.500Z'],
  ['yesterday', undefined],
  ['-000001-01-01T00:00:00Z', undefined],
  ['9'.repeat(50), undefined],
  [1_570_000_000, undefined],
])('the time %s is %s', (value, expected) => {
  expect(readInstant(value)).toBe(expected);
});

test('instants sort as texts', () => {
  const [early, late] = ['2027-07-03T01:02:41.000Z', plus('2027-07-03T01:02:41.000Z', 1)];
  expect(earliest(late, undefined, early)).toBe(early);
  expect(earliest(undefined)).toBeUndefined();
  expect(latest(early, late, early)).toBe(late);
});

test.each([
  ['Europe/Berlin', '03:02 CEST'],
  ['Europe/London', '02:02 BST'],
  ['America/New_York', '21:02 EDT'],
  ['Australia/Sydney', '11:02 AEST'],
  ['Asia/Kathmandu', '06:47 GMT+5:45'],
  ['UTC', '01:02 UTC'],
])('in %s it is %s', (zone, expected) => {
  expect(clockTimeWithZone('2027-07-03T01:02:41.000Z', zone)).toBe(expected);
});

test('winter has its own name, and midnight is 00:00', () => {
  expect(clockTimeWithZone('2027-01-03T23:00:00.000Z', 'Europe/Berlin')).toBe('00:00 CET');
});

test('customers read the day where it is another', () => {
  expect(publicTime('2027-03-07T14:02:00.000Z', '2027-03-07T20:00:00.000Z')).toBe('14:02 UTC');
  expect(publicTime('2027-03-07T14:02:00.000Z', '2027-03-08T20:00:00.000Z')).toBe('Sun 7 March, 14:02 UTC');
});

test.each([
  [0, '1 minute'],
  [56 * 60_000, '56 minutes'],
  [3_600_000, '1 hour'],
  [125 * 60_000, '2 hours 5 minutes'],
  [74 * 3_600_000, '3 days 2 hours'],
  [72 * 3_600_000 + 60_000, '3 days'],
])('%i ms are %s', (length, words) => {
  expect(lengthOfTime(length)).toBe(words);
});

test('a zone that does not exist is none', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Europe/Atlantis')).toBe(false);
});
