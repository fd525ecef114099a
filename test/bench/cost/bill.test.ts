import { billFor, sum, times } from '../../../bench/cost/bill';
import { prices } from '../../../bench/cost/prices';

describe('a bill by the list', () => {
  test('multiplies by the price of so many units, dearest first, and leaves out what was not used', () => {
    const { lines, usd } = billFor({
      'DynamoDB writes': 1_000_000,
      'Step Functions transitions': 56_000,
      'SQS requests': 0,
    });
    expect(lines).toEqual([
      { name: 'Step Functions transitions', quantity: 56_000, unit: 'transitions', usd: 1.4 },
      { name: 'DynamoDB writes', quantity: 1_000_000, unit: 'write units', usd: 0.7625 },
    ]);
    expect(usd).toBeCloseTo(2.1625, 10);
  });

  test('an unused month costs nothing', () => {
    expect(billFor({})).toEqual({ lines: [], usd: 0 });
  });

  test('every price is a positive number of dollars for a positive number of units', () => {
    for (const { usd, per } of Object.values(prices)) expect(Math.min(usd, per)).toBeGreaterThan(0);
    expect(Object.keys(prices).length).toBeGreaterThan(10);
  });
});

describe('usages', () => {
  test('are added name by name', () => {
    expect(sum({ 'S3 PUT': 2, 'SQS requests': 1 }, { 'SQS requests': 3 }, {})).toEqual({
      'S3 PUT': 2,
      'SQS requests': 4,
    });
  });

  test('are multiplied, and taken off again', () => {
    const used = { 'S3 PUT': 2, 'SQS requests': 1 };
    expect(times(used, 1_000)).toEqual({ 'S3 PUT': 2_000, 'SQS requests': 1_000 });
    expect(sum(used, times(used, -1))).toEqual({ 'S3 PUT': 0, 'SQS requests': 0 });
  });
});
