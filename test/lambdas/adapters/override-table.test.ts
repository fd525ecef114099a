import type { Override } from '../../../domain/override';
import { overrideWrites } from '../../../lambdas/adapters/override-table';
import { situationOf } from '../../../lambdas/adapters/situation-table';

const override: Override = {
  ...{ id: 'o1', rotation: 'data', instead: { person: 'kim' }, reason: 'ill', by: 'Alex' },
  ...{ from: '2027-07-03T01:00:00.000Z', until: '2027-07-04T01:00:00.000Z', madeAt: '2027-07-03T00:00:00.000Z' },
};
const day = 86_400;
const seconds = (at: string) => Date.parse(at) / 1_000;

test('an override is kept for 30 days after its end, and stands beside what bears on alerts until a day after', () => {
  const [record, beside] = overrideWrites('T', override, 'new').map(({ Put }) => Put!);
  expect(record).toMatchObject({ ConditionExpression: 'attribute_not_exists(pk)' });
  expect(record!.Item!['ttl']).toBe(seconds(override.until) + 30 * day);
  expect(beside!.Item!['ttl']).toBe(seconds(override.until) + day);
  expect(situationOf([beside!.Item!]).overrides).toEqual([override]);
});

test('ended early, it goes earlier, and only once', () => {
  const ended = { ...override, endedAt: '2027-07-03T12:00:00.000Z', endedBy: 'Sam' };
  const [record] = overrideWrites('T', ended, 'lasts').map(({ Put }) => Put!);
  expect(record!.Item!['ttl']).toBe(seconds(ended.endedAt) + 30 * day);
  expect(record!.ConditionExpression).toBe('attribute_exists(pk) AND attribute_not_exists(endedAt)');
});
