import { clustersOf, triageMailDue, type TriageItem } from '../../domain/triage';

const at = (minute: number) => new Date(Date.parse('2027-03-03T02:00:00.000Z') + minute * 60_000).toISOString();
const report = (minute: number, component?: string): TriageItem => ({
  id: `R${minute}`,
  what: 'It is broken',
  component,
  receivedAt: at(minute),
});

test.each<[string, number[], number | undefined, number | undefined]>([
  ['none waits: never', [], 5, undefined],
  ['never mailed: at once', [3, 1], undefined, 1],
  ['new, long after the last mail: at once', [1, 40], 2, 40],
  ['new, right after the last mail: 15 minutes after that', [1, 3], 2, 17],
  ['untouched: once more after 30 minutes', [1], 2, 31],
  ['untouched, reminded: daily', [1], 31, 31 + 24 * 60],
])('M35: %s', (_, received, lastMail, due) => {
  const open = received.map((minute) => report(minute));
  expect(triageMailDue(open, lastMail === undefined ? undefined : at(lastMail))).toBe(
    due === undefined ? undefined : at(due),
  );
});

test('M19: three reports about one component within 15 minutes are a cluster; two, or three in an hour, are not', () => {
  const open = [
    ...[0, 7, 15].map((minute) => report(minute, 'checkout')),
    ...[0, 16, 32].map((minute) => report(minute, 'api')),
    ...[1, 2, 3].map((minute) => report(minute)),
  ];
  expect(clustersOf(open)).toEqual([{ component: 'checkout', count: 3 }]);
});
