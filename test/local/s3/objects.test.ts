import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type PutObjectCommandInput,
} from '@aws-sdk/client-s3';
import { Clock } from '../../../local/clock';
import { S3Engine } from '../../../local/s3/s3-engine';
import { serve, type ServedEngine } from '../dynamodb/served-engine';

const NOON = Date.UTC(2026, 0, 3, 12);
const bucket = (name: string, properties: object = {}) => ({
  name,
  arn: `arn:aws:s3:::${name}`,
  properties: properties as Record<string, unknown>,
});

describe('objects, through the SDK', () => {
  let clock: Clock;
  let engine: S3Engine;
  let served: ServedEngine;
  let s3: S3Client;
  let mayList: boolean;

  beforeEach(async () => {
    mayList = true;
    clock = new Clock(NOON, 0);
    engine = new S3Engine({
      clock,
      buckets: [bucket('pages', { VersioningConfiguration: { Status: 'Enabled' } }), bucket('plain')],
      mayList: () => mayList,
    });
    served = await serve(engine);
    s3 = new S3Client({ ...served.client, forcePathStyle: true });
  });
  afterEach(async () => {
    s3.destroy();
    await served.close();
  });

  const put = (Key: string, Body: PutObjectCommandInput['Body'], more: Partial<PutObjectCommandInput> = {}) =>
    s3.send(new PutObjectCommand({ Bucket: 'pages', Key, Body, ...more }));
  const get = async (Key: string, more: object = {}) => {
    const answer = await s3.send(new GetObjectCommand({ Bucket: 'pages', Key, ...more }));
    return { ...answer, text: (await answer.Body?.transformToString()) ?? '' };
  };

  test('an object is served as it was stored, with its headers', async () => {
    const stored = await put('index.html', '<p>Grüße</p>', {
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=15',
      ContentEncoding: 'identity',
      Metadata: { version: '7' },
    });
    expect(stored.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect(await get('index.html')).toMatchObject({
      text: '<p>Grüße</p>',
      ETag: stored.ETag,
      ContentType: 'text/html; charset=utf-8',
      CacheControl: 'max-age=15',
      ContentEncoding: 'identity',
      Metadata: { version: '7' },
      ContentLength: 14,
      LastModified: new Date(NOON),
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket: 'pages', Key: 'index.html' }));
    expect(head).toMatchObject({ ETag: stored.ETag, ContentLength: 14, Metadata: { version: '7' } });
  });

  test('a streamed upload is taken out of its chunks', async () => {
    const text = 'line\r\n'.repeat(40_000);
    const body = Readable.from([text.slice(0, 7), text.slice(7)].map((part) => Buffer.from(part)));
    await put('big.txt', body, { ContentLength: text.length, ContentEncoding: 'gzip' });
    expect(served.requests[0]?.headers['x-amz-decoded-content-length']).toBe(String(text.length));
    expect(engine.read('pages', 'big.txt')?.body.toString()).toBe(text);
    expect(engine.read('pages', 'big.txt')?.headers).toEqual({
      'content-type': 'application/octet-stream',
      'content-encoding': 'gzip',
    });
  });

  test('bytes that are not what the client said are refused', async () => {
    const other = put('x', 'text', { ContentMD5: 'AAAAAAAAAAAAAAAAAAAAAA==' });
    await expect(other).rejects.toMatchObject({ name: 'BadDigest' });
    const sum = put('x', 'text', { ChecksumCRC32: 'AAAAAA==' });
    await expect(sum).rejects.toMatchObject({ name: 'BadDigest' });
    expect(engine.list('pages')).toEqual([]);
  });

  test('If-None-Match: * creates only', async () => {
    await put('once', 'one', { IfNoneMatch: '*' });
    await expect(put('once', 'two', { IfNoneMatch: '*' })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect((await get('once')).text).toBe('one');
  });

  test('If-Match replaces the named version only (I7)', async () => {
    const first = await put('page', 'one');
    await put('page', 'two', { IfMatch: first.ETag });
    await expect(put('page', 'three', { IfMatch: first.ETag })).rejects.toMatchObject({
      name: 'PreconditionFailed',
      $metadata: { httpStatusCode: 412 },
    });
    expect((await get('page')).text).toBe('two');
  });

  test('If-Match on a missing or deleted key is 404', async () => {
    const lost = { name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } };
    await expect(put('none', 'x', { IfMatch: '"abc"' })).rejects.toMatchObject(lost);
    const { ETag } = await put('gone', 'x');
    await s3.send(new DeleteObjectCommand({ Bucket: 'pages', Key: 'gone' }));
    await expect(put('gone', 'y', { IfMatch: ETag })).rejects.toMatchObject(lost);
  });

  test('of many who replace the same version, one wins', async () => {
    const { ETag } = await put('page', 'start');
    const writes = Array.from({ length: 20 }, (_, n) => put('page', `writer ${n}`, { IfMatch: ETag }));
    const settled = await Promise.allSettled(writes);
    expect(settled.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    expect(engine.versionsOf('pages', 'page')).toHaveLength(2);
  });

  test('a conditional read answers 304 and 412', async () => {
    const { ETag } = await put('page', 'one');
    await expect(get('page', { IfNoneMatch: ETag })).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
    await expect(get('page', { IfMatch: '"other"' })).rejects.toMatchObject({ $metadata: { httpStatusCode: 412 } });
    expect((await get('page', { IfMatch: ETag })).text).toBe('one');
  });

  test('with versioning every version is kept, and a deleted object is only covered', async () => {
    const first = await put('page', 'one');
    await clock.advance(1000);
    await put('page', 'two');
    const deleted = await s3.send(new DeleteObjectCommand({ Bucket: 'pages', Key: 'page' }));
    expect(deleted).toMatchObject({ DeleteMarker: true });
    await expect(get('page')).rejects.toMatchObject({ name: 'NoSuchKey' });
    expect((await get('page', { VersionId: first.VersionId })).text).toBe('one');
    const versions = engine.versionsOf('pages', 'page');
    expect(versions.map(({ body, lastModified, deleted }) => [body.toString(), lastModified - NOON, deleted])).toEqual([
      ['one', 0, false],
      ['two', 1000, false],
      ['', 1000, true],
    ]);
    expect(new Set(versions.map((version) => version.versionId)).size).toBe(3);
  });

  test('without versioning the newest replaces, and a delete deletes', async () => {
    const plain = { Bucket: 'plain', Key: 'x' };
    await s3.send(new PutObjectCommand({ ...plain, Body: 'one' }));
    const second = await s3.send(new PutObjectCommand({ ...plain, Body: 'two' }));
    expect(second.VersionId).toBeUndefined();
    expect(engine.versionsOf('plain', 'x').map(({ body }) => body.toString())).toEqual(['two']);
    await s3.send(new DeleteObjectCommand(plain));
    expect(engine.versionsOf('plain', 'x')).toEqual([]);
  });

  test('keys are listed by prefix, in pages', async () => {
    for (const key of ['b/2', 'a & b', 'b/1', 'b/3', 'c']) await put(key, key);
    const list = (more: object) => s3.send(new ListObjectsV2Command({ Bucket: 'pages', ...more }));
    const first = await list({ Prefix: 'b/', MaxKeys: 2 });
    expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2 });
    const second = await list({ Prefix: 'b/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken });
    const keys = [first, second].map(({ Contents }) => Contents?.map((object) => object.Key));
    expect(keys).toEqual([['b/1', 'b/2'], ['b/3']]);
    expect((await list({})).Contents?.[0]).toMatchObject({ Key: 'a & b', Size: 5, LastModified: new Date(NOON) });
  });

  test('a missing key is 404 for who may list, 403 for who may not', async () => {
    const head = () => s3.send(new HeadObjectCommand({ Bucket: 'pages', Key: 'none' }));
    await expect(get('none')).rejects.toMatchObject({ name: 'NoSuchKey', $metadata: { httpStatusCode: 404 } });
    await expect(head()).rejects.toMatchObject({ $metadata: { httpStatusCode: 404 } });
    mayList = false;
    await expect(get('none')).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
    await expect(head()).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
  });

  test('what is not emulated is refused, and so is an unknown bucket', async () => {
    const list = s3.send(new ListObjectsV2Command({ Bucket: 'pages', Delimiter: '/' }));
    await expect(list).rejects.toMatchObject({ name: 'NotImplemented' });
    const write = s3.send(new PutObjectCommand({ Bucket: 'nowhere', Key: 'x', Body: 'x' }));
    await expect(write).rejects.toMatchObject({ name: 'NoSuchBucket' });
    await s3.send(new HeadBucketCommand({ Bucket: 'pages' }));
  });

  test('the permissions name the object, and carry a conditional header exactly when it was sent', async () => {
    await put('a/b.html', 'x');
    await put('a/b.html', 'y', { IfMatch: engine.read('pages', 'a/b.html')?.etag });
    await put('c', 'z', { IfNoneMatch: '*' });
    await get('c');
    await s3.send(new ListObjectsV2Command({ Bucket: 'pages', Prefix: 'a/' }));
    await s3.send(new DeleteObjectCommand({ Bucket: 'pages', Key: 'c' }));
    const asked = served.requests.flatMap((request) => engine.permissionsOf(engine.operationOf(request), request));
    const secure = { 'aws:SecureTransport': 'true' };
    const page = { action: 's3:PutObject', resource: 'arn:aws:s3:::pages/a/b.html' };
    expect(asked).toEqual([
      { ...page, conditions: secure },
      { ...page, conditions: { ...secure, 's3:if-match': '"9dd4e461268c8034f5c8564e155c67a6"' } },
      {
        action: 's3:PutObject',
        resource: 'arn:aws:s3:::pages/c',
        conditions: { ...secure, 's3:if-none-match': '*' },
      },
      { action: 's3:GetObject', resource: 'arn:aws:s3:::pages/c', conditions: secure },
      { action: 's3:ListBucket', resource: 'arn:aws:s3:::pages', conditions: { ...secure, 's3:prefix': 'a/' } },
      { action: 's3:DeleteObject', resource: 'arn:aws:s3:::pages/c', conditions: secure },
    ]);
  });
});
