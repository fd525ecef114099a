import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OutboxMessage } from '../../local/sns/outbox';
import { alarmEvent } from '../support/alarm-event';

const root = resolve(__dirname, '../..');
const startsWithin = 60_000;

/** A stack in a process of its own, as `npm start` runs it, so that it can be killed. */
class RunningStack {
  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {}

  static async start(port: number, data: string): Promise<RunningStack> {
    const tsx = pathToFileURL(require.resolve('tsx')).href;
    const main = join(root, 'local', 'main.ts');
    const args = ['--import', tsx, main, '--port', String(port), '--data', data];
    const child = spawn(process.execPath, args, { cwd: data, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    for (const end = Date.now() + startsWithin; !said.includes('npx tocsin alarm'); await pause(50))
      if (child.exitCode !== null || Date.now() > end) throw new Error(`The stack did not start:\n${said}`);
    return new RunningStack(child, port);
  }

  /** As a power cut would: nothing is said good-bye to. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGKILL');
    await gone;
  }

  async alarm(name: string): Promise<void> {
    const event = alarmEvent(name, 'ALARM', await this.now());
    const client = new EventBridgeClient({
      endpoint: this.at(3),
      region: 'eu-central-1',
      credentials: { accessKeyId: 'owner', secretAccessKey: 'local' },
    });
    await client.send(
      new PutEventsCommand({
        Entries: [{ Source: event.source, DetailType: event['detail-type'], Detail: JSON.stringify(event.detail) }],
      }),
    );
    client.destroy();
  }

  /** Epoch milliseconds by the stack's clock. */
  async now(): Promise<number> {
    const { now } = (await (await fetch(`${this.at(3)}/_local/clock`)).json()) as { now: string };
    return Date.parse(now);
  }

  async skip(minutes: number): Promise<void> {
    const body = JSON.stringify({ advance: `PT${minutes}M` });
    expect((await fetch(`${this.at(3)}/_local/clock`, { method: 'POST', body })).status).toBe(200);
  }

  async messages(): Promise<readonly OutboxMessage[]> {
    return (await (await fetch(`${this.at(2)}/messages.json`)).json()) as OutboxMessage[];
  }

  async page(path = '/'): Promise<string> {
    const answer = await fetch(`${this.at(0)}${path}`);
    expect(answer.status).toBe(200);
    return answer.text();
  }

  private at(step: number): string {
    return `http://127.0.0.1:${this.port + step}`;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

async function until<T>(what: string, look: () => Promise<T | undefined>): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await pause(50)) {
    const found = await look();
    if (found !== undefined) return found;
  }
  throw new Error(`${what} did not happen within 20 seconds.`);
}

/** The first of four free ports in a row. */
async function fourFreePorts(): Promise<number> {
  for (let first = 20_000 + (process.pid % 10_000); first < 60_000; first += 10) {
    const free = await Promise.all([0, 1, 2, 3].map((step) => isFree(first + step)));
    if (free.every(Boolean)) return first;
  }
  throw new Error('There are no four free ports in a row.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer().once('error', () => done(false));
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)));
  });
}

describe('kill -9', () => {
  let data: string;
  let running: RunningStack | undefined;
  beforeEach(() => void (data = mkdtempSync(join(tmpdir(), 'tocsin-restart-'))));
  afterEach(async () => {
    await running?.kill();
    rmSync(data, { recursive: true, force: true });
  });

  const pagesOf = (messages: readonly OutboxMessage[], responder: string) =>
    messages.filter((sent) => sent.kind === 'page' && sent.channel === 'sms' && sent.responder === responder);

  test('between page and acknowledgement: the clock did not run back, nothing is lost or sent twice, and escalation goes on', async () => {
    const port = await fourFreePorts();
    const before = await RunningStack.start(port, data);
    running = before;
    await before.alarm('checkout-5xx');
    const [first] = await until('The first page', async () => {
      const pages = pagesOf(await before.messages(), 'alex');
      return pages.length > 0 ? pages : undefined;
    });
    await before.skip(3);
    const sent = await before.messages();
    const shown = await before.page('/api/v2/summary.json');
    const lastSeen = await before.now();
    expect(pagesOf(sent, 'alex')).toHaveLength(2);
    await before.kill();

    const after = await RunningStack.start(port, data);
    running = after;
    expect(await after.now()).toBeGreaterThanOrEqual(lastSeen);
    expect((await after.messages()).slice(0, sent.length)).toEqual(sent);
    expect(JSON.parse(await after.page('/api/v2/summary.json'))).toEqual(JSON.parse(shown));

    await after.skip(3);
    const messages = await after.messages();
    expect(['alex', 'sam', 'kim'].map((person) => pagesOf(messages, person).length)).toEqual([3, 1, 0]);
    const copies = messages.map(({ channel, responder, level, body }) => `${channel} ${responder} ${level} ${body}`);
    expect(new Set(copies).size).toBe(copies.length);
    expect(await after.page()).toContain('Paying by card may fail');

    const pressed = await fetch(first!.link!, { method: 'POST', redirect: 'manual' });
    expect(pressed.status).toBe(303);
    await after.skip(15);
    expect((await after.messages()).filter(({ kind, at }) => kind === 'page' && at > messages.at(-1)!.at)).toEqual([]);
  }, 120_000);

  test('I1: right after PutEvents has answered: the alert is there, and pages', async () => {
    const port = await fourFreePorts();
    running = await RunningStack.start(port, data);
    await running.alarm('ServerCpuTooHigh');
    await running.kill();

    running = await RunningStack.start(port, data);
    await running.skip(4);
    const messages = await running.messages();
    expect(pagesOf(messages, 'alex').length).toBeGreaterThan(0);
    expect(new Set(messages.map(({ incidentId }) => incidentId)).size).toBe(1);
  }, 120_000);
});
