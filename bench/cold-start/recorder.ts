import { createServer, request, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf, wireCall, type Exchange } from './exchange';

/** Stands between a function and the local stack, and remembers what was asked and answered. */
export class Recorder {
  private exchanges: Exchange[] = [];
  private readonly server = createServer((incoming, outgoing) => {
    void this.forward(incoming).then(({ status, headers, body }) => outgoing.writeHead(status, headers).end(body));
  });

  /** @param port the local stack's AWS port */
  constructor(private readonly port: number) {}

  /** Begins to listen and answers the base URL. */
  start(): Promise<string> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`),
      ),
    );
  }

  /** What was exchanged since it was last asked, in order. */
  take(): readonly Exchange[] {
    const taken = this.exchanges;
    this.exchanges = [];
    return taken;
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async forward(incoming: IncomingMessage): Promise<Exchange> {
    const { method, url: path, headers } = incoming;
    const sent = await bodyOf(incoming);
    const answer = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port: this.port, method, path, headers, agent: false }, resolve)
        .on('error', reject)
        .end(sent);
    });
    const exchange = {
      call: wireCall(incoming),
      sent,
      status: answer.statusCode ?? 500,
      headers: endToEnd(answer.headers),
      body: await bodyOf(answer),
    };
    this.exchanges.push(exchange);
    return exchange;
  }
}

/** Without what belongs to one connection only. */
function endToEnd(headers: IncomingMessage['headers']): Record<string, string> {
  const own = ['connection', 'keep-alive', 'transfer-encoding', 'date'];
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (own.includes(name) ? [] : [[name, String(value)]])),
  );
}
