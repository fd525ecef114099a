import { matches } from '../../../local/event-bridge/pattern';

const event = {
  source: 'aws.cloudwatch',
  'detail-type': 'CloudWatch Alarm State Change',
  resources: ['arn:aws:cloudwatch:eu-central-1:000000000000:alarm:checkout-5xx'],
  detail: {
    alarmName: 'checkout-5xx',
    state: { value: 'ALARM', reason: null },
    threshold: 5,
    ip: '10.1.2.3',
    ip6: '2001:db8::17',
    tags: [],
    nested: [[1, 2], [3]],
    metrics: [
      { id: 'm1', unit: 'Count', stat: { period: 60 } },
      { id: 'm2', unit: 'Percent', stat: { period: 300 } },
    ],
  },
};
const detail = (value: object): object => ({ detail: value });

describe('an event pattern', () => {
  test.each<[string, object, boolean]>([
    ['a value in the list', { source: ['aws.health', 'aws.cloudwatch'] }, true],
    ['no value in the list', { source: ['aws.health'] }, false],
    ['every field must match', { source: ['aws.cloudwatch'], 'detail-type': ['Other'] }, false],
    ['a number is not its text', detail({ threshold: ['5'] }), false],
    ['a number however written', detail({ threshold: [5.0] }), true],
    ['null matches null', detail({ state: { reason: [null] } }), true],
    ['a dotted key is a path', { 'detail.state.value': ['ALARM'] }, true],
    ['any element of a list', detail({ nested: [3] }), true],
    ['prefix', { resources: [{ prefix: 'arn:aws:cloudwatch:' }] }, true],
    ['prefix does not match in the middle', { source: [{ prefix: 'cloudwatch' }] }, false],
    ['prefix, ignoring case', { source: [{ prefix: { 'equals-ignore-case': 'AWS.' } }] }, true],
    ['suffix', { resources: [{ suffix: '5xx' }] }, true],
    ['suffix, ignoring case', { resources: [{ suffix: { 'equals-ignore-case': '5XX' } }] }, true],
    ['prefix never matches a number', detail({ threshold: [{ prefix: '5' }] }), false],
    ['equals-ignore-case', detail({ alarmName: [{ 'equals-ignore-case': 'CHECKOUT-5XX' }] }), true],
    ['wildcard', detail({ alarmName: [{ wildcard: 'check*5x*' }] }), true],
    ['wildcard is the whole text', detail({ alarmName: [{ wildcard: 'heck*' }] }), false],
    ['wildcard with an escaped star', detail({ alarmName: [{ wildcard: 'checkout\\*' }] }), false],
    ['wildcard: a dot is a dot', { source: [{ wildcard: 'aws?cloud*' }] }, false],
    ['numeric range', detail({ threshold: [{ numeric: ['>', 0, '<=', 5] }] }), true],
    ['numeric outside', detail({ threshold: [{ numeric: ['>', 5] }] }), false],
    ['numeric equal', detail({ threshold: [{ numeric: ['=', 5] }] }), true],
    ['cidr', detail({ ip: [{ cidr: '10.0.0.0/8' }] }), true],
    ['cidr of another net', detail({ ip: [{ cidr: '10.2.0.0/16' }] }), false],
    ['cidr of the other family', detail({ ip: [{ cidr: '::/0' }] }), false],
    ['cidr of IPv6', detail({ ip6: [{ cidr: '2001:db8::/32' }] }), true],
    ['exists', detail({ threshold: [{ exists: true }] }), true],
    ['exists speaks of leaves only', detail({ state: [{ exists: true }] }), false],
    ['exists: an empty list is absent', detail({ tags: [{ exists: false }] }), true],
    ['absent', detail({ other: [{ exists: false }] }), true],
    ['not absent', detail({ threshold: [{ exists: false }] }), false],
    ['absent or a value', detail({ threshold: [{ exists: false }, 5] }), true],
    ['absent below something absent', detail({ other: { deep: [{ exists: false }] } }), true],
    ['absent in every element', detail({ metrics: { id: [{ exists: false }] } }), false],
    ['anything-but', detail({ alarmName: [{ 'anything-but': 'x' }] }), true],
    ['anything-but a list', detail({ alarmName: [{ 'anything-but': ['x', 'checkout-5xx'] }] }), false],
    ['anything-but needs the field', detail({ other: [{ 'anything-but': 'x' }] }), false],
    ['anything-but numbers', detail({ threshold: [{ 'anything-but': [1, 5] }] }), false],
    ['anything-but a prefix', detail({ alarmName: [{ 'anything-but': { prefix: 'check' } }] }), false],
    ['anything-but prefixes', detail({ alarmName: [{ 'anything-but': { prefix: ['a', 'b'] } }] }), true],
    ['anything-but a suffix', detail({ alarmName: [{ 'anything-but': { suffix: '5xx' } }] }), false],
    [
      'anything-but a case',
      detail({ alarmName: [{ 'anything-but': { 'equals-ignore-case': ['CHECKOUT-5XX'] } }] }),
      false,
    ],
    ['anything-but a wildcard', detail({ alarmName: [{ 'anything-but': { wildcard: 'test-*' } }] }), true],
    ['fields of one element', detail({ metrics: { id: ['m2'], unit: ['Percent'] } }), true],
    ['fields of two elements do not add up', detail({ metrics: { id: ['m1'], unit: ['Percent'] } }), false],
    ['deep fields of one element', detail({ metrics: { id: ['m1'], stat: { period: [60] } } }), true],
    ['deep fields of two elements', detail({ metrics: { id: ['m1'], stat: { period: [300] } } }), false],
    ['$or, first', { $or: [{ source: ['aws.cloudwatch'] }, { detail: { ip: ['x'] } }] }, true],
    ['$or, second', { $or: [{ source: ['x'] }, { detail: { ip: ['10.1.2.3'] } }] }, true],
    ['$or, neither', { $or: [{ source: ['x'] }, { detail: { ip: ['x'] } }] }, false],
    [
      '$or within',
      detail({ alarmName: ['checkout-5xx'], $or: [{ threshold: [4] }, { ip: [{ prefix: '10' }] }] }),
      true,
    ],
  ])('%s', (_name, pattern, expected) => {
    expect(matches(pattern, event)).toBe(expected);
  });

  test.each<[object, string]>([
    [{ source: [{ regex: '.*' }] }, 'operator regex'],
    [{ source: 'aws.health' }, 'source must be an object'],
    [{ source: [] }, 'empty list'],
    [{}, 'tests nothing'],
    [{ detail: {} }, 'detail tests nothing'],
    [{ source: [{ prefix: 'a', suffix: 'b' }] }, 'expected one operator'],
    [{ source: [{ wildcard: 'a**' }] }, 'two stars'],
    [{ source: [{ numeric: ['>', '5'] }] }, 'comparisons with numbers'],
    [{ source: [{ cidr: '10.0.0.0/33' }] }, 'not a CIDR block'],
    [{ source: [{ 'anything-but': ['a', 1] }] }, 'anything-but'],
    [{ source: ['a'], $or: [{ source: ['b'] }, { detail: { x: [1] } }] }, 'source is tested in an $or and beside it'],
  ])('%j is refused', (pattern, named) => {
    expect(() => matches(pattern, event)).toThrow(named);
  });
});
