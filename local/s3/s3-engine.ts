import { join } from 'node:path';
import { type Clock } from '../clock';
import { type ApiRequest, type ApiResponse, type Caller, type Engine, type Permission } from '../engine';
import { Bucket } from './bucket';
import { listObjects } from './object-list';
import { assertWritable, isNotModified } from './preconditions';
import { accessDenied, errorResponse, noSuchKey, notImplemented, S3Error } from './s3-error';
import { operationOf, permissionsOf, placeOf, type Operation } from './s3-operations';
import { type ResolvedBucket, type StoredObject } from './stored-object';
import { storedEncoding, uploadedBody } from './uploaded-body';

/** What the engine stands on. */
export interface S3Options {
  readonly clock: Clock;
  /** Where the objects are kept; without it, in memory. */
  readonly directory?: string;
  readonly buckets: readonly ResolvedBucket[];
  /** Whether IAM grants this caller `s3:ListBucket`: only then may it learn that a key does not exist. */
  readonly mayList: (caller: Caller, bucketArn: string) => boolean;
}

/** Headers that are stored with an object and served again, besides `x-amz-meta-…`. */
const STORED = ['content-type', 'cache-control', 'content-disposition', 'content-language', 'expires'];

/** S3 with path-style addresses. Each request is carried out in one go, so that conditional writes are atomic. */
export class S3Engine implements Engine {
  readonly service = 's3';
  private readonly buckets: ReadonlyMap<string, Bucket>;

  constructor(private readonly options: S3Options) {
    const { directory } = options;
    const folderOf = (name: string) => (directory === undefined ? undefined : join(directory, 's3', name));
    this.buckets = new Map(options.buckets.map((bucket) => [bucket.name, new Bucket(bucket, folderOf(bucket.name))]));
  }

  /** The newest version of an object, in-process; undefined when there is none or it is deleted. */
  read(bucket: string, key: string): StoredObject | undefined {
    return this.bucket(bucket).read(key);
  }

  /** The keys of a bucket, in S3's order. */
  list(bucket: string): string[] {
    return this.bucket(bucket).keys();
  }

  /** Every version of an object, oldest first, delete markers included. */
  versionsOf(bucket: string, key: string): readonly StoredObject[] {
    return this.bucket(bucket).versionsOf(key);
  }

  operationOf(request: ApiRequest): string {
    return operationOf(request);
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const { bucket } = placeOf(request);
    const arn = this.buckets.get(bucket)?.arn ?? `arn:aws:s3:::${bucket}`;
    return permissionsOf(operation as Operation, request, arn);
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    try {
      return this.carryOut(operation as Operation, request);
    } catch (error) {
      if (error instanceof S3Error) return errorResponse(error);
      throw error;
    }
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return errorResponse(new S3Error(status, code, message));
  }

  private carryOut(operation: Operation, request: ApiRequest): ApiResponse {
    const { bucket: name, key } = placeOf(request);
    if (operation === 'NotImplemented') throw notImplemented(`${request.method} with ?${request.query.toString()}`);
    const bucket = this.bucket(name);
    switch (operation) {
      case 'PutObject':
        return this.put(bucket, key, request);
      case 'GetObject':
      case 'HeadObject':
        return this.get(bucket, key, request);
      case 'DeleteObject':
        return this.delete(bucket, key);
      case 'ListObjectsV2':
        return listObjects(name, bucket, request.query);
      case 'HeadBucket':
        return { status: 200 };
    }
  }

  private put(bucket: Bucket, key: string, request: ApiRequest): ApiResponse {
    const body = uploadedBody(request);
    assertWritable(request.headers, bucket.read(key));
    const stored = bucket.put(key, body, storedHeaders(request.headers), this.options.clock.now());
    return { status: 200, headers: { etag: stored.etag, ...versionHeader(stored) } };
  }

  private get(bucket: Bucket, key: string, { caller, headers, query, method }: ApiRequest): ApiResponse {
    const id = query.get('versionId');
    const newest = bucket.versionsOf(key).at(-1);
    const object = id === null ? newest : bucket.versionsOf(key).find((version) => version.versionId === id);
    if (!object || object.deleted) {
      if (!this.options.mayList(caller, bucket.arn)) throw accessDenied();
      if (id !== null && !object) throw new S3Error(404, 'NoSuchVersion', 'The specified version does not exist.');
      throw noSuchKey(object && { 'x-amz-delete-marker': 'true' });
    }
    const about = { etag: object.etag, 'last-modified': httpDate(object.lastModified), ...versionHeader(object) };
    if (isNotModified(headers, object)) return { status: 304, headers: about };
    const { body } = object;
    const served = { ...object.headers, ...about, 'content-length': String(body.length) };
    return { status: 200, headers: served, ...(method === 'HEAD' ? {} : { body }) };
  }

  private delete(bucket: Bucket, key: string): ApiResponse {
    const marker = bucket.delete(key, this.options.clock.now());
    return { status: 204, headers: marker && { 'x-amz-delete-marker': 'true', ...versionHeader(marker) } };
  }

  private bucket(name: string): Bucket {
    const bucket = this.buckets.get(name);
    if (!bucket) throw new S3Error(404, 'NoSuchBucket', `The specified bucket does not exist: ${name}`);
    return bucket;
  }
}

function storedHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  const kept = Object.entries(headers).filter(([name]) => STORED.includes(name) || name.startsWith('x-amz-meta-'));
  const encoding = storedEncoding(headers['content-encoding']);
  return {
    'content-type': 'binary/octet-stream',
    ...Object.fromEntries(kept),
    ...(encoding !== undefined && { 'content-encoding': encoding }),
  };
}

function versionHeader({ versionId }: StoredObject): Record<string, string> {
  return versionId === 'null' ? {} : { 'x-amz-version-id': versionId };
}

function httpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}
