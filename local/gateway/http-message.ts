import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { ApiResponse } from '../engine';

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Header names in lower case; repeated ones joined by a comma, as Node hands them over. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}

/**
 * Sends an answer. Its `Date` is the clock's: an SDK that sees a server five minutes away from its own time corrects its
 * clock and retries every error, which would change what is tested.
 */
export async function answer(
  clock: Clock,
  response: ServerResponse,
  { status, headers, body }: ApiResponse,
): Promise<void> {
  // A client that gave up has closed its connection, and a closed connection tells nobody that it has ended.
  if (response.destroyed || response.socket?.destroyed) return;
  response.sendDate = false;
  const date = new Date(clock.now()).toUTCString();
  response.writeHead(status, { date, ...headers, ...contentLength(status, headers, body) });
  await new Promise<void>((resolve) => {
    response.on('close', () => resolve());
    response.end(body, () => resolve());
  });
}

/** An answer to HEAD keeps the length that its engine gives. */
function contentLength(
  status: number,
  headers: ApiResponse['headers'],
  body: ApiResponse['body'],
): Record<string, string> {
  if (status === 204 || status === 304) return {};
  return { 'content-length': headers?.['content-length'] ?? String(Buffer.byteLength(body ?? '')) };
}

export function json(status: number, value: unknown): ApiResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}
