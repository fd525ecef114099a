import { lastAt } from '../../domain/past-time';

const cases: [string, string, string, string | undefined][] = [
  ['14:02', 'UTC', '2027-03-03T14:30:20.000Z', '2027-03-03T14:02:00.000Z'],
  ['14:02', 'UTC', '2027-03-03T14:02:59.000Z', '2027-03-03T14:02:00.000Z'],
  ['23:58', 'Europe/Berlin', '2027-03-03T23:10:00.000Z', '2027-03-03T22:58:00.000Z'],
  // The hour before the clocks went back came twice: the later one is the last.
  ['02:30', 'Europe/Berlin', '2027-10-31T04:00:00.000Z', '2027-10-31T01:30:00.000Z'],
  // On the day they went forward there was no 02:30: it was last so the day before.
  ['02:30', 'Europe/Berlin', '2027-03-28T02:00:00.000Z', '2027-03-27T01:30:00.000Z'],
  ['25:00', 'UTC', '2027-03-03T14:30:00.000Z', undefined],
];

test.each(cases)('%s in %s was last, at %s, at %s', (time, zone, now, at) => {
  expect(lastAt(time, zone, now)).toBe(at);
});
