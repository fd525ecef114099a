import type { IncomingMessage } from 'node:http';

/** What was called, as it looks on the wire: `dynamodb:GetItem`, `s3:HEAD`, `sns:POST`. */
export type WireCall = string;

/** A call and its answer. */
export interface Exchange {
  readonly call: WireCall;
  /** What was sent. */
  readonly sent: Buffer;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Names a request by the service that its signature names and, where the protocol has one, the operation in its header. */
export function wireCall({ headers, method }: IncomingMessage): WireCall {
  const service = /Credential=[^/]+\/[^/]+\/[^/]+\/([^/]+)\//.exec(headers.authorization ?? '')?.[1] ?? 'unsigned';
  const target = headers['x-amz-target'];
  return `${service}:${typeof target === 'string' ? target.split('.').at(-1) : method}`;
}

export async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
