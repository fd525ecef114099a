import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { type ApiRequest } from '../engine';
import { S3Error } from './s3-error';

type Headers = Readonly<Record<string, string>>;

interface Upload {
  readonly body: Buffer;
  /** Headers that followed the body, e.g. `x-amz-checksum-crc32`. */
  readonly trailers: Headers;
}

/** The bytes that the client meant: out of `aws-chunked` framing if need be, and checked against what it said of them. Throws S3Error. */
export function uploadedBody({ headers, body }: ApiRequest): Buffer {
  const upload = isChunked(headers) ? unchunked(body) : { body, trailers: {} };
  const length = headers['x-amz-decoded-content-length'];
  if (length !== undefined && Number(length) !== upload.body.length) throw incomplete();
  assertDigests(upload.body, { ...headers, ...upload.trailers });
  return upload.body;
}

/** The content encoding to store: `aws-chunked` is about the upload only. */
export function storedEncoding(encoding: string | undefined): string | undefined {
  const kept = (encoding ?? '').split(',').map((name) => name.trim());
  return kept.filter((name) => name !== '' && name !== 'aws-chunked').join(',') || undefined;
}

function isChunked(headers: Headers): boolean {
  return (
    headers['x-amz-content-sha256']?.startsWith('STREAMING-') === true ||
    headers['content-encoding']?.includes('aws-chunked') === true
  );
}

/** Chunks of `<size in hex>[;chunk-signature=…]\r\n<bytes>\r\n`; the last has size 0 and is followed by trailers. */
function unchunked(framed: Buffer): Upload {
  const chunks: Buffer[] = [];
  let at = 0;
  const line = () => {
    const end = framed.indexOf('\r\n', at);
    if (end < 0) throw incomplete();
    const text = framed.toString('latin1', at, end);
    at = end + 2;
    return text;
  };
  for (;;) {
    const size = parseInt(line(), 16);
    if (Number.isNaN(size) || at + size > framed.length) throw incomplete();
    if (size === 0) break;
    chunks.push(framed.subarray(at, at + size));
    at += size + 2;
  }
  return { body: Buffer.concat(chunks), trailers: trailersIn(framed.toString('latin1', at)) };
}

function trailersIn(text: string): Headers {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  );
}

const DIGESTS: Record<string, (body: Buffer) => string> = {
  'content-md5': (body) => createHash('md5').update(body).digest('base64'),
  'x-amz-checksum-sha1': (body) => createHash('sha1').update(body).digest('base64'),
  'x-amz-checksum-sha256': (body) => createHash('sha256').update(body).digest('base64'),
  'x-amz-checksum-crc32': (body) => {
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(body));
    return sum.toString('base64');
  },
};

function assertDigests(body: Buffer, headers: Headers): void {
  for (const [name, digest] of Object.entries(DIGESTS)) {
    const expected = headers[name];
    if (expected !== undefined && expected !== digest(body)) {
      throw new S3Error(400, 'BadDigest', `The ${name} you specified did not match what we received.`);
    }
  }
}

function incomplete(): S3Error {
  return new S3Error(400, 'IncompleteBody', 'The request body terminated unexpectedly');
}
