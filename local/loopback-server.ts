import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Ports } from './template/place';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A port that is taken by somebody else. */
export class BusyPort extends Error {
  constructor(readonly port: number) {
    super(`Port ${port} is busy`);
  }
}

/** An HTTP server on 127.0.0.1 that answers 503 until it is told how to handle requests. */
export class LoopbackServer {
  handle: Handle = async (_request, response) => {
    response.writeHead(503, { 'content-type': 'application/json' });
    response.end('{"message":"The local stack is starting"}');
  };
  private readonly server: Server;

  constructor(private readonly log: (line: string) => void) {
    this.server = createServer((request, response) => void this.serve(request, response));
    // SDK clients keep their connections; one that the server closed first would fail their next call now and then.
    this.server.keepAliveTimeout = 0;
  }

  /** @param port 0 for any that is free @throws BusyPort */
  async listen(port: number): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new BusyPort(port) : error),
      );
      this.server.listen(port, '127.0.0.1', resolve);
    });
    return (this.server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    if (this.server.listening) await new Promise((resolve) => this.server.close(resolve));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      await this.handle(request, response);
    } catch (error) {
      this.log(`${request.method} ${request.url}: ${(error as Error).stack}`);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ message: `The local stack failed: ${(error as Error).message}` }));
    }
  }
}

/** Tells at once, before anything slow is begun, whether these ports can be had. @throws BusyPort */
export async function assertFree(ports: Ports): Promise<void> {
  for (const port of Object.values(ports) as number[]) {
    const probe = new LoopbackServer(() => undefined);
    await probe.listen(port);
    await probe.stop();
  }
}
