import type { ApiRequest, ApiResponse } from '../engine';

type Body = Record<string, unknown>;

/**
 * A batch of which only the first half takes effect; the rest is told as failed, in the API's own words. Of a batch of one,
 * nothing does.
 * @returns undefined for an operation that has no batches
 */
export function partialBatch(
  operation: string,
  request: ApiRequest,
  carryOut: (request: ApiRequest) => Promise<ApiResponse>,
): (() => Promise<ApiResponse>) | undefined {
  if (operation === 'PutEvents') return () => halfOfTheEntries(request, carryOut);
  if (operation === 'BatchGetItem') return () => halfOfTheKeys(request, carryOut);
  return undefined;
}

async function halfOfTheEntries(
  request: ApiRequest,
  carryOut: (request: ApiRequest) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const { Entries } = JSON.parse(request.body.toString()) as { Entries: object[] };
  const taken = Entries.slice(0, Math.floor(Entries.length / 2));
  const failed = Entries.slice(taken.length).map(() => ({
    ErrorCode: 'InternalFailure',
    ErrorMessage: 'Injected fault: partial',
  }));
  const answer =
    taken.length === 0
      ? { status: 200, headers: { 'content-type': 'application/x-amz-json-1.1' }, body: '{"Entries":[]}' }
      : await carryOut(withBody(request, { Entries: taken }));
  const body = JSON.parse(String(answer.body)) as { Entries: object[] };
  return {
    ...answer,
    body: JSON.stringify({ Entries: [...body.Entries, ...failed], FailedEntryCount: failed.length }),
  };
}

async function halfOfTheKeys(
  request: ApiRequest,
  carryOut: (request: ApiRequest) => Promise<ApiResponse>,
): Promise<ApiResponse> {
  const input = JSON.parse(request.body.toString()) as Body & {
    RequestItems: Record<string, Body & { Keys: object[] }>;
  };
  const [table, wanted] = Object.entries(input.RequestItems)[0]!;
  const taken = wanted.Keys.slice(0, Math.floor(wanted.Keys.length / 2));
  const left = { [table]: { ...wanted, Keys: wanted.Keys.slice(taken.length) } };
  const answer =
    taken.length === 0
      ? { status: 200, headers: { 'content-type': 'application/x-amz-json-1.0' }, body: '{"Responses":{}}' }
      : await carryOut(withBody(request, { ...input, RequestItems: { [table]: { ...wanted, Keys: taken } } }));
  return { ...answer, body: JSON.stringify({ ...(JSON.parse(String(answer.body)) as Body), UnprocessedKeys: left }) };
}

function withBody(request: ApiRequest, body: object): ApiRequest {
  return { ...request, body: Buffer.from(JSON.stringify(body)) };
}
