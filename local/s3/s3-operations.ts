import { type ApiRequest, type Permission } from '../engine';

/** What is understood; everything else is answered with 501 NotImplemented. */
export type Operation =
  'PutObject' | 'GetObject' | 'HeadObject' | 'DeleteObject' | 'ListObjectsV2' | 'HeadBucket' | 'NotImplemented';

const OF_OBJECT: Record<string, Operation> = {
  PUT: 'PutObject',
  GET: 'GetObject',
  HEAD: 'HeadObject',
  DELETE: 'DeleteObject',
};

/** Query parameters that do not turn a request into another operation; the SDK adds `x-id`. */
const HARMLESS = new Set(['x-id', 'list-type', 'prefix', 'max-keys', 'continuation-token', 'start-after', 'versionId']);

/** `/bucket/key` taken apart: the key is empty for an operation of the bucket. */
export function placeOf({ path }: ApiRequest): { bucket: string; key: string } {
  const [, bucket = '', key = ''] = /^\/([^/]*)\/?(.*)$/s.exec(path) ?? [];
  return { bucket, key };
}

/** Which operation a request is, by its method, its path and its query. */
export function operationOf(request: ApiRequest): Operation {
  const { query, method, headers } = request;
  if ([...query.keys()].some((name) => !HARMLESS.has(name))) return 'NotImplemented';
  const { key } = placeOf(request);
  if (key === '') {
    if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2';
    return method === 'HEAD' ? 'HeadBucket' : 'NotImplemented';
  }
  const versioned = query.has('versionId') && (method === 'PUT' || method === 'DELETE');
  if (versioned || headers['x-amz-copy-source'] !== undefined) return 'NotImplemented';
  return OF_OBJECT[method] ?? 'NotImplemented';
}

const ACTIONS: Record<Exclude<Operation, 'NotImplemented'>, string> = {
  PutObject: 's3:PutObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  DeleteObject: 's3:DeleteObject',
  ListObjectsV2: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
};

/**
 * What IAM must allow. `s3:if-match` and `s3:if-none-match` are there exactly when the write carries the header, so that
 * a bucket policy can insist on conditional writes with a `Null` condition.
 */
export function permissionsOf(operation: Operation, request: ApiRequest, bucketArn: string): Permission[] {
  if (operation === 'NotImplemented') return [];
  const { key } = placeOf(request);
  const version = request.query.has('versionId') ? 'Version' : '';
  const resource = key === '' ? bucketArn : `${bucketArn}/${key}`;
  return [{ action: ACTIONS[operation] + version, resource, conditions: conditionsOf(operation, request) }];
}

function conditionsOf(operation: Operation, { headers, query }: ApiRequest): Record<string, string> {
  // Everything is on the loopback interface; on AWS the SDK would speak TLS.
  const conditions: Record<string, string> = { 'aws:SecureTransport': 'true' };
  const add = (name: string, value: string | null | undefined) => {
    if (value != null) conditions[name] = value;
  };
  if (operation === 'PutObject') {
    add('s3:if-match', headers['if-match']);
    add('s3:if-none-match', headers['if-none-match']);
  }
  if (operation === 'ListObjectsV2') add('s3:prefix', query.get('prefix'));
  return conditions;
}
