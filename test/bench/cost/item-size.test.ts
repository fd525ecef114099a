import { itemSize, valueSize } from '../../../bench/cost/item-size';

describe('the size that DynamoDB counts', () => {
  test.each([
    [{ S: 'abc' }, 3],
    [{ S: 'für 5 €' }, 10],
    [{ N: '27' }, 2],
    [{ N: '-123.45' }, 4],
    [{ BOOL: true }, 1],
    [{ NULL: true }, 1],
    [{ L: [] }, 3],
    [{ L: [{ S: 'ab' }, { N: '1' }] }, 3 + 1 + 2 + 1 + 2],
    [{ M: {} }, 3],
    [{ M: { name: { S: 'ab' } } }, 3 + 1 + 4 + 2],
  ])('of %j is %d bytes', (value, bytes) => {
    expect(valueSize(value)).toBe(bytes);
  });

  test('of an item is that of its names and values', () => {
    expect(itemSize({ pk: { S: 'INCIDENT#K7MQ' }, version: { N: '3' } })).toBe(2 + 13 + 7 + 2);
  });

  test('of a type that the table does not hold is refused, by its name', () => {
    expect(() => valueSize({ SS: ['a'] })).toThrow('type SS');
  });
});
