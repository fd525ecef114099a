import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { AwsCredentialIdentity, Checksum, Provider, SourceData } from '@smithy/types';
import { Refused } from './mistakes';

/** Who signs, and in which region. */
export interface Signer {
  readonly region: string;
  readonly credentials: AwsCredentialIdentity | Provider<AwsCredentialIdentity>;
}

export interface SignedRequest {
  readonly url: string;
  readonly method?: 'GET' | 'POST';
  /** The signing name of the service: `execute-api`, say. */
  readonly service: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const patience = 15_000;

/**
 * Sends a request with an AWS signature version 4.
 * @throws Refused when nobody answers.
 */
export async function sendSigned(request: SignedRequest, signer: Signer): Promise<Response> {
  const url = new URL(request.url);
  const signature = new SignatureV4({ ...signer, service: request.service, sha256: Sha256 });
  const signed = await signature.sign({
    method: request.method ?? 'GET',
    protocol: url.protocol,
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers: { ...request.headers, host: url.host },
    body: request.body,
  });
  // `fetch` sets the host itself, to the very same text.
  const { host: _, ...headers } = signed.headers;
  return send(url, { method: signed.method, headers, body: request.body });
}

/**
 * Sends any request, with an end to the waiting.
 * @throws Refused when nobody answers.
 */
export async function send(url: URL | string, request: RequestInit = {}, wait: number = patience): Promise<Response> {
  try {
    return await fetch(url, { ...request, signal: AbortSignal.timeout(wait) });
  } catch (error) {
    throw new Refused(`${new URL(url).origin} does not answer (${causeOf(error)}).`);
  }
}

function causeOf(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string } };
  return name === 'TimeoutError' ? 'it took too long' : (cause?.code ?? message);
}

/** SHA-256 and its HMAC, as the signer wants them. */
class Sha256 implements Checksum {
  private hash: Hash | Hmac;

  constructor(private readonly secret?: SourceData) {
    this.hash = this.begin();
  }

  update(data: Uint8Array): void {
    this.hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    this.hash = this.begin();
  }

  private begin(): Hash | Hmac {
    return this.secret === undefined ? createHash('sha256') : createHmac('sha256', bytes(this.secret));
  }
}

function bytes(data: SourceData): Uint8Array | string {
  if (typeof data === 'string') return data;
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}
