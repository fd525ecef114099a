import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { IncidentStory } from '../../../bin/cli/incident-shapes';
import type { OutboxMessage } from '../../../bin/cli/outbox-message';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers a request by its `METHOD /path`; undefined leaves it to the fake's own answers. */
export type Answer = (request: Received) => { status?: number; body: unknown } | undefined;

/**
 * What the command line sees of a local stack: all of its ports in one small HTTP server, and a folder in which such a
 * stack runs.
 */
export class FakeStack {
  now = '2027-03-03T02:02:41.000Z';
  stories: IncidentStory[] = [];
  messages: OutboxMessage[] = [];
  received: Received[] = [];
  /** Looked at before anything else. */
  answer: Answer = () => undefined;
  readonly folder = mkdtempSync(join(tmpdir(), 'tocsin-cli-'));
  private readonly server: Server = createServer((request, response) => void this.handle(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    mkdirSync(join(this.folder, '.local'));
    this.writePorts({ aws: this.port, page: this.port, api: this.port, outbox: this.port });
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true, force: true });
  }

  writePorts(ports: Record<string, number>): void {
    writeFileSync(join(this.folder, '.local', 'endpoint.json'), JSON.stringify(ports));
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The bodies that were posted to a path, read as JSON. */
  sentTo(path: string): unknown[] {
    const posted = this.received.filter((request) => request.method === 'POST' && request.path === path);
    return posted.map(({ body }) => JSON.parse(body) as unknown);
  }

  private async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { method = 'GET', url = '/', headers } = incoming;
    const request = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
    this.received.push(request);
    const { status = 200, body } = this.answer(request) ?? this.ownAnswer(request);
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    response.writeHead(status, { 'content-type': 'application/json' }).end(text);
  }

  private ownAnswer({ method, path, body }: Received): { status?: number; body: unknown } {
    const rows = this.stories.map(({ incident }) => incident);
    const story = this.stories.find(({ incident }) => path === `/incidents/${incident.id}`);
    if (path === '/_local/ready') return { body: { now: this.now, outputs: this.outputs() } };
    if (path === '/_local/clock') return { body: { now: method === 'POST' ? this.advanced(body) : this.now } };
    if (path === '/messages.json') return { body: this.messages };
    if (path === '/incidents') return { body: { incidents: rows.filter(({ status }) => status !== 'resolved') } };
    if (path === '/incidents?all=1') return { body: { incidents: rows } };
    if (path === '/classify') return { body: { kind: 'alert', alert: { name: 'x', signal: 'firing', dedupKey: 'x' } } };
    if (path === '/') return { body: { FailedEntryCount: 0, Entries: [{ EventId: 'e1' }] } };
    if (story) return { body: story };
    return { status: 404, body: { refused: `There is no ${path}.` } };
  }

  private advanced(body: string): string {
    const minutes = /^PT(?:(\d+)H)?(?:(\d+)M)?$/.exec((JSON.parse(body) as { advance: string }).advance)!;
    const ahead = Number(minutes[1] ?? 0) * 60 + Number(minutes[2] ?? 0);
    this.now = new Date(Date.parse(this.now) + ahead * 60_000).toISOString();
    return this.now;
  }

  private outputs(): Record<string, string> {
    return {
      ResponderApiUrl: this.url,
      StatusPageUrl: this.url,
      AlertBusName: 'AlertBus',
      AlertBusReplay: 'arn:archive/alerts arn:bus/alerts arn:rule/alerts',
      AccountReplay: 'arn:archive/own arn:bus/own arn:rule/own-1 arn:rule/own-2',
      AlertQueueUrl: `${this.url}/q`,
    };
  }
}
