import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo } from 'node:net';
import { type ApiRequest, type Caller, type Engine } from '../../../local/engine';

export interface ServedEngine {
  /** What an SDK client takes to reach it. */
  readonly client: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  /** Every request, newest last. */
  readonly requests: ApiRequest[];
  close(): Promise<void>;
}

const OWNER: Caller = { accessKeyId: 'owner' };

/** Puts one engine behind HTTP, with everything allowed: what is left of the gateway when IAM and faults are taken away. */
export async function serve(engine: Engine, caller = OWNER): Promise<ServedEngine> {
  const requests: ApiRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    void requestOf(incoming, caller).then(async (request) => {
      requests.push(request);
      const response = await engine.handle(engine.operationOf(request), request);
      outgoing.writeHead(response.status, response.headers).end(response.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    client: {
      endpoint: `http://127.0.0.1:${port}`,
      region: 'eu-central-1',
      credentials: { accessKeyId: caller.accessKeyId, secretAccessKey: 'any' },
      maxAttempts: 1,
    },
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(incoming: IncomingMessage, caller: Caller): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  return {
    caller,
    method: incoming.method ?? 'GET',
    path: decodeURIComponent(url.pathname),
    query: url.searchParams,
    headers: incoming.headers as Record<string, string>,
    body: Buffer.concat(chunks),
  };
}
