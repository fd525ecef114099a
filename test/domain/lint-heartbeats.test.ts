import type { Heartbeat } from '../../domain/heartbeat';
import { lintHeartbeats } from '../../domain/lint-heartbeats';

const good: Heartbeat = { id: 'nightly', every: '1d', grace: '2h', service: 'shop', severity: 3 };
const found = (...heartbeats: readonly Heartbeat[]) =>
  lintHeartbeats(heartbeats, ['shop']).map(({ place, problem }) => `${place}: ${problem}`);

test('a good heartbeat is left alone', () => {
  expect(found(good, { id: 'hourly', every: '1h', grace: '0m' })).toEqual([]);
});

test.each([
  [{ service: 'shpo' }, 'heartbeats[0] (nightly).service: there is no service shpo'],
  [{ every: '30s' }, 'heartbeats[0] (nightly).every: 30s is shorter than anybody looks'],
  [{ every: 'daily' }, 'heartbeats[0] (nightly).every: "daily" is no length of time'],
  [{ grace: '' }, 'heartbeats[0] (nightly).grace: "" is no length of time'],
  [{ id: 'Nightly' }, 'heartbeats[0].id: Nightly cannot be an id'],
  [{ severity: 5 as 4 }, 'heartbeats[0] (nightly).severity: 5 is not a severity'],
])('%j is refused, with its place', (wrong, problem) => {
  expect(found({ ...good, ...wrong })).toEqual([problem]);
});

test('two of one id are refused', () => {
  expect(found(good, good)).toEqual(['heartbeats[1].id: nightly is already at heartbeats[0].id']);
});
