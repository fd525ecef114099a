import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Clock } from '../../../local/clock';
import { type ApiRequest } from '../../../local/engine';
import { S3Engine } from '../../../local/s3/s3-engine';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 's3-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function open(versioned: boolean): S3Engine {
  const properties = versioned ? { VersioningConfiguration: { Status: 'Enabled' } } : {};
  const buckets = [{ name: 'pages', arn: 'arn:aws:s3:::pages', properties }];
  return new S3Engine({ clock: new Clock(1000, 0), directory, buckets, mayList: () => true });
}

async function send(engine: S3Engine, method: string, key: string, body = ''): Promise<number> {
  const request: ApiRequest = {
    caller: { accessKeyId: 'owner' },
    method,
    path: `/pages/${key}`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'text/html' },
    body: Buffer.from(body),
  };
  return (await engine.handle(engine.operationOf(request), request)).status;
}

const LONG = `history/${'ü'.repeat(400)}`;

test('every version is there again after a restart, with its headers', async () => {
  const first = open(true);
  await send(first, 'PUT', 'a/index.html', 'one');
  await send(first, 'PUT', 'a/index.html', 'two');
  await send(first, 'PUT', LONG, 'long');
  await send(first, 'PUT', 'gone', 'x');
  await send(first, 'DELETE', 'gone');
  const second = open(true);
  expect(second.list('pages')).toEqual(['a/index.html', LONG]);
  expect(second.versionsOf('pages', 'a/index.html').map(({ body }) => body.toString())).toEqual(['one', 'two']);
  expect(second.read('pages', 'a/index.html')).toEqual(first.read('pages', 'a/index.html'));
  expect(second.read('pages', 'gone')).toBeUndefined();
  await send(second, 'PUT', 'a/index.html', 'three');
  expect(open(true).read('pages', 'a/index.html')?.body.toString()).toBe('three');
});

test('without versioning the files of old versions go', async () => {
  const engine = open(false);
  await send(engine, 'PUT', 'x', 'one');
  await send(engine, 'PUT', 'x', 'two');
  expect(open(false).read('pages', 'x')?.body.toString()).toBe('two');
  expect(readdirSync(join(directory, 's3', 'pages'))).toHaveLength(2);
  await send(engine, 'DELETE', 'x');
  expect(readdirSync(join(directory, 's3', 'pages'))).toEqual([]);
});

test('a body whose sidecar was never written does not count (kill -9 in the middle of a write)', async () => {
  await send(open(true), 'PUT', 'x', 'whole');
  writeFileSync(join(directory, 's3', 'pages', 'x.2.data'), 'hal');
  writeFileSync(join(directory, 's3', 'pages', 'x.2.json.new'), '{"key":');
  expect(open(true).read('pages', 'x')?.body.toString()).toBe('whole');
});
