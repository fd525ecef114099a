import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bodyOf, wireCall, type Exchange, type WireCall } from './exchange';

/** AWS as it was recorded: answers each call as it was answered then, call by call, without a moment's work. */
export class Replay {
  private left = new Map<WireCall, Exchange[]>();
  private readonly server = createServer((incoming, outgoing) => {
    void bodyOf(incoming).then(() => {
      const call = wireCall(incoming);
      const answers = this.left.get(call) ?? [];
      // The last answer stands for all that come after it.
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      if (answer) outgoing.writeHead(answer.status, answer.headers).end(answer.body);
      else outgoing.writeHead(500).end(`${call} was not recorded`);
    });
  });

  start(): Promise<string> {
    return new Promise((resolve) =>
      this.server.listen(0, '127.0.0.1', () =>
        resolve(`http://127.0.0.1:${(this.server.address() as AddressInfo).port}`),
      ),
    );
  }

  /** From now on it answers as in this recording, from its beginning. */
  rewind(exchanges: readonly Exchange[]): void {
    this.left = new Map();
    for (const exchange of exchanges) {
      this.left.set(exchange.call, [...(this.left.get(exchange.call) ?? []), exchange]);
    }
  }

  stop(): void {
    this.server.close();
    this.server.closeAllConnections();
  }
}
