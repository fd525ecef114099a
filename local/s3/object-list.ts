import { type ApiResponse } from '../engine';
import { type Bucket } from './bucket';
import { escape, xml } from './s3-error';

/** ListObjectsV2 by prefix, in pages of at most 1,000 keys. */
export function listObjects(name: string, bucket: Bucket, query: URLSearchParams): ApiResponse {
  const prefix = query.get('prefix') ?? '';
  const limit = Math.min(Number(query.get('max-keys') ?? 1000), 1000);
  const token = query.get('continuation-token');
  const after = token === null ? query.get('start-after') : Buffer.from(token, 'base64url').toString();
  const left = bucket.keys().filter((key) => key.startsWith(prefix) && (after === null || isAfter(key, after)));
  const page = left.slice(0, limit);
  const last = page.at(-1);
  const next = last !== undefined && left.length > page.length ? Buffer.from(last).toString('base64url') : undefined;
  return xml(
    200,
    [
      '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">',
      element('Name', name),
      element('Prefix', prefix),
      element('MaxKeys', limit),
      element('KeyCount', page.length),
      element('IsTruncated', next !== undefined),
      next === undefined ? '' : element('NextContinuationToken', next),
      ...page.map((key) => contents(key, bucket)),
      '</ListBucketResult>',
    ].join(''),
  );
}

function isAfter(key: string, other: string): boolean {
  return Buffer.compare(Buffer.from(key), Buffer.from(other)) > 0;
}

function contents(key: string, bucket: Bucket): string {
  const object = bucket.read(key);
  if (!object) return '';
  return [
    '<Contents>',
    element('Key', key),
    element('LastModified', new Date(object.lastModified).toISOString()),
    element('ETag', object.etag),
    element('Size', object.body.length),
    element('StorageClass', 'STANDARD'),
    '</Contents>',
  ].join('');
}

function element(name: string, value: string | number | boolean): string {
  return `<${name}>${escape(String(value))}</${name}>`;
}
