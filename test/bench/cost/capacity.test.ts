import { capacityOf, type TableCall } from '../../../bench/cost/capacity';

const text = (length: number) => ({ S: 'x'.repeat(length) });
const key = { pk: { S: 'p' }, sk: { S: 's' } };
const indexes = [['openKind', 'nextActionAt']];
const open = (at: string) => ({ openKind: { S: 'OPEN' }, nextActionAt: { S: at } });

function consumed(call: Partial<TableCall>) {
  return capacityOf({ operation: 'GetItem', input: {}, output: {}, changes: [], ...call }, indexes);
}

describe('write units', () => {
  test('one for each started KB of the larger of the old and the new item', () => {
    const changes = [{ keys: key, oldImage: { ...key, body: text(2_500) }, newImage: { ...key, body: text(10) } }];
    expect(consumed({ operation: 'UpdateItem', input: { Key: key }, changes })).toEqual({ reads: 0, writes: 3 });
  });

  test('a refused write costs as much as the write would have', () => {
    const put = { operation: 'PutItem', input: { Item: { ...key, body: text(1_500) } } };
    expect(consumed(put).writes).toBe(2);
    expect(consumed({ operation: 'UpdateItem', input: { Key: key } }).writes).toBe(1);
  });

  test('twice as many in a transaction, for each of its items', () => {
    const TransactItems = [{ Put: { Item: { ...key, body: text(1_500) } } }, { Update: { Key: key } }];
    expect(consumed({ operation: 'TransactWriteItems', input: { TransactItems } }).writes).toBe(2 * (2 + 1));
  });

  test('each item of a batch is rounded by itself', () => {
    const RequestItems = {
      table: [{ PutRequest: { Item: key } }, { PutRequest: { Item: { ...key, body: text(1_030) } } }],
    };
    expect(consumed({ operation: 'BatchWriteItem', input: { RequestItems } }).writes).toBe(1 + 2);
  });

  test.each([
    ['an entry that appears', undefined, open('1'), 1],
    ['an entry that goes', open('1'), undefined, 1],
    ['an entry that moves', open('1'), open('2'), 2],
    ['an entry that stays', open('1'), open('1'), 0],
    ['no entry', undefined, undefined, 0],
  ])('%s in an index of keys', (_, before, after, more) => {
    const changes = [{ keys: key, oldImage: { ...key, ...before }, newImage: { ...key, ...after } }];
    expect(consumed({ operation: 'UpdateItem', input: { Key: key }, changes }).writes).toBe(1 + more);
  });
});

describe('read units', () => {
  test('one for each started 4 KB, half of it where an old answer will do', () => {
    const output = { Item: { ...key, body: text(4_096) } };
    expect(consumed({ input: { Key: key, ConsistentRead: true }, output }).reads).toBe(2);
    expect(consumed({ input: { Key: key }, output }).reads).toBe(1);
  });

  test('a query is rounded as a whole, and costs something even when it finds nothing', () => {
    const Items = Array.from({ length: 10 }, () => ({ ...key, body: text(500) }));
    expect(consumed({ operation: 'Query', input: { ConsistentRead: true }, output: { Items } }).reads).toBe(2);
    expect(consumed({ operation: 'Query', output: { Items: [] } }).reads).toBe(0.5);
  });

  test('a batch is rounded item by item; what is missing costs too', () => {
    const RequestItems = { table: { Keys: [key, key, key], ConsistentRead: true } };
    const output = { Responses: { table: [key, { ...key, body: text(5_000) }] } };
    expect(consumed({ operation: 'BatchGetItem', input: { RequestItems }, output }).reads).toBe(1 + 2 + 1);
  });

  test('an operation that nobody has taught it is refused, by its name', () => {
    expect(() => consumed({ operation: 'Scan' })).toThrow('what Scan consumes');
  });
});
