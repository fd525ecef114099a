import type { Configuration } from '../../domain/configuration';
import { lintCalendars } from '../../domain/lint-calendars';
import { configuration as example } from '../../config';
import { configuration as own } from '../lib/fixtures/own-config';
import { rotation } from '../support/on-call-mistakes';

const from = '2026-11-21T00:00:00.000Z';
const [layer] = rotation.layers;
const office = [{ days: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'] as const, from: '09:00', until: '17:00' }];

function found(onCall: Configuration['onCall'], escalationPolicies = own.escalationPolicies): string[] {
  return lintCalendars({ ...own, onCall, escalationPolicies }, from).map(
    ({ place, problem }) => `${place}: ${problem}`,
  );
}

test('calendars without a gap have no finding: the example, and a rotation that is filled whenever it must be', () => {
  expect(lintCalendars(example, from)).toEqual([]);
  expect(found({ rotations: [rotation] })).toEqual([]);
  const hours = [{ id: 'office', timeZone: rotation.timeZone, hours: office }];
  const filled = { ...rotation, layers: [{ ...layer!, during: office }], pagedDuring: 'office' };
  expect(found({ rotations: [filled], hours })).toEqual([]);
});

test('M85: the first covered instant of the next 90 days at which a rotation has nobody is refused', () => {
  const nights = { ...rotation, layers: [{ ...layer!, during: office }] };
  expect(found({ rotations: [nights] })).toEqual([`onCall.rotations[0] (shop): nobody is on call at ${from}`]);
  const later = { ...rotation, layers: [{ ...layer!, startsOn: '2027-01-04' }] };
  expect(found({ rotations: [later] })).toHaveLength(1);
});

test('M85: a second level that is the same person at some instant of the next 90 days is refused', () => {
  const levels = [[{ rotation: 'shop' }], ['chris']];
  const handOff = '2026-11-23T08:00:00.000Z';
  const [finding] = found({ rotations: [rotation] }, [{ id: 'all', levels }]);
  expect(
    [from, handOff].map((at) => `escalationPolicies[0] (all): chris is on level 1 and on level 2 at ${at}`),
  ).toContain(finding);
  const behind = { ...rotation, id: 'second', layers: [{ ...layer!, people: ['robin', 'chris'] }] };
  const apart = [{ id: 'all', levels: [[{ rotation: 'shop' }], [{ rotation: 'second' }]] }];
  expect(found({ rotations: [rotation, behind] }, apart)).toEqual([]);
});
