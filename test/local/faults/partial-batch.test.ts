import type { ApiRequest, ApiResponse } from '../../../local/engine';
import { partialBatch } from '../../../local/faults/partial-batch';

const request = (body: object): ApiRequest => ({
  caller: { accessKeyId: 'relay' },
  method: 'POST',
  path: '/',
  query: new URLSearchParams(),
  headers: {},
  body: Buffer.from(JSON.stringify(body)),
});

/** Carries a batch out with half of it, and tells what was carried out and answered. */
async function half(operation: string, body: object, answered: object) {
  const taken: unknown[] = [];
  const run = partialBatch(operation, request(body), async (call): Promise<ApiResponse> => {
    taken.push(JSON.parse(call.body.toString()));
    return { status: 200, body: JSON.stringify(answered) };
  });
  return { taken, answer: JSON.parse(String((await run!()).body)) as unknown };
}

describe('F8: half of a batch', () => {
  it('PutEvents takes the first entries and names the error of each of the others', async () => {
    const { taken, answer } = await half(
      'PutEvents',
      { Entries: [{ a: 1 }, { b: 2 }, { c: 3 }] },
      { Entries: [{ EventId: '1' }] },
    );
    expect(taken).toEqual([{ Entries: [{ a: 1 }] }]);
    expect(answer).toMatchObject({
      FailedEntryCount: 2,
      Entries: [{ EventId: '1' }, { ErrorCode: 'InternalFailure' }, { ErrorCode: 'InternalFailure' }],
    });
  });

  it('of a single entry nothing is taken', async () => {
    const { taken, answer } = await half('PutEvents', { Entries: [{ a: 1 }] }, {});
    expect(taken).toEqual([]);
    expect(answer).toMatchObject({ FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure' }] });
  });

  it('BatchGetItem leaves keys over', async () => {
    const keys = (...names: string[]) => ({ Keys: names.map((pk) => ({ pk })), ConsistentRead: true });
    const { taken, answer } = await half(
      'BatchGetItem',
      { RequestItems: { Table: keys('a', 'b', 'c') } },
      { Responses: { Table: [] } },
    );
    expect(taken).toEqual([{ RequestItems: { Table: keys('a') } }]);
    expect(answer).toEqual({ Responses: { Table: [] }, UnprocessedKeys: { Table: keys('b', 'c') } });
  });

  it('other operations have no batches', () => {
    expect(partialBatch('PutItem', request({}), async () => ({ status: 200 }))).toBeUndefined();
  });
});
