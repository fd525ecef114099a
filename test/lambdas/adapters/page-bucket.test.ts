import { HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { pageBucket } from '../../../lambdas/adapters/page-bucket';

const client = new S3Client({});
const s3 = mockClient(client);
beforeEach(() => s3.reset());
const bucket = pageBucket('page', client);
const failing = (httpStatusCode: number) =>
  new S3ServiceException({
    name: 'Failed',
    $fault: 'client',
    $metadata: { httpStatusCode },
    message: `${httpStatusCode}`,
  });
const file = {
  path: 'index.html',
  contentType: 'text/html; charset=utf-8',
  cacheControl: 'public',
  body: '<p>',
  version: 4,
  renderSeq: 2,
  generatedAt: '2027-07-03T01:00:00.000Z',
  design: 'looks',
  changes: 'known',
};
const before = {
  etag: '"1"',
  version: 3,
  renderSeq: 9,
  generatedAt: '2027-07-03T00:55:00.000Z',
  design: 'looks',
  changes: 'known',
};

test('a file says its version, its rendering and its age', async () => {
  s3.on(HeadObjectCommand).resolves({
    ETag: '"1"',
    Metadata: {
      version: '3',
      'render-seq': '9',
      'generated-at': '2027-07-03T00:55:00.000Z',
      design: 'looks',
      changes: 'known',
    },
  });
  expect(await bucket.published('index.html')).toEqual(before);
});

test('a file that is not there is none; any other failure is one', async () => {
  s3.on(HeadObjectCommand).rejects(failing(404));
  expect(await bucket.published('index.html')).toBeUndefined();
  s3.on(HeadObjectCommand).rejects(failing(403));
  await expect(bucket.published('index.html')).rejects.toThrow('403');
});

test('a new file is put only where there is none, a newer one only in the place of the one that was seen', async () => {
  s3.on(PutObjectCommand).resolves({});
  expect(await bucket.publish(file, undefined)).toBe(true);
  expect(await bucket.publish(file, before)).toBe(true);
  const [first, second] = s3.commandCalls(PutObjectCommand).map(({ args }) => args[0].input);
  expect(first).toMatchObject({ IfNoneMatch: '*', Metadata: { version: '4', 'render-seq': '2' } });
  expect(first?.IfMatch).toBeUndefined();
  expect(second).toMatchObject({ IfMatch: '"1"' });
  expect(second?.IfNoneMatch).toBeUndefined();
});

test.each([412, 409])('%i: somebody was faster', async (status) => {
  s3.on(PutObjectCommand).rejects(failing(status));
  expect(await bucket.publish(file, before)).toBe(false);
  expect(await bucket.publish(file, undefined)).toBe(false);
});

test('404: the file that was to be replaced is gone; without one, the bucket is', async () => {
  s3.on(PutObjectCommand).rejects(failing(404));
  expect(await bucket.publish(file, before)).toBe(false);
  await expect(bucket.publish(file, undefined)).rejects.toThrow('404');
});

test('any other refusal is a failure', async () => {
  s3.on(PutObjectCommand).rejects(failing(403));
  await expect(bucket.publish(file, before)).rejects.toThrow('403');
});
