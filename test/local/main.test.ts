import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { parseArguments } from '../../local/arguments';
import { banner } from '../../local/banner';
import type { Ports } from '../../local/template/place';

const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
const folder = mkdtempSync(join(tmpdir(), 'npm-start-'));
const running = new Set<ChildProcess>();
afterAll(async () => {
  await Promise.all([...running].map((child) => end(child, 'SIGKILL')));
  rmSync(folder, { recursive: true, force: true });
});

interface Run {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

function npmStart(...given: string[]): Run {
  const child = spawn(process.execPath, ['--import', tsx, resolve(__dirname, '../../local/main.ts'), ...given], {
    cwd: folder,
  });
  running.add(child);
  let out = '';
  let said = '';
  child.stdout.on('data', (part: Buffer) => (out += part.toString()));
  child.stderr.on('data', (part: Buffer) => (said += part.toString()));
  const ended = new Promise<{ code: number | null; said: string }>((done) =>
    child.on('close', (code) => done({ code, said })),
  );
  return { child, out: () => out, ended };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const closed = new Promise<number | null>((done) => child.on('close', done));
  child.kill(signal);
  return closed;
}

async function until<T>(what: () => T | undefined | false | Promise<T | undefined | false>): Promise<T> {
  for (;;) {
    const found = await what();
    if (found) return found;
    await new Promise((done) => setTimeout(done, 50));
  }
}

const ports = () =>
  JSON.parse(readFileSync(join(folder, '.local', 'endpoint.json'), 'utf8')) as Ports & { pid: number };
const started = async (run: Run) => {
  await until(() => run.out().includes('npx tocsin alarm'));
  return ports();
};
const get = async <T>(port: number, path: string) =>
  (await (await fetch(`http://127.0.0.1:${port}${path}`)).json()) as T;

it('npm start prints the banner and no more, survives kill -9, keeps its time, and stops cleanly', async () => {
  const first = npmStart('--port', '0');
  const { aws, pid, ...others } = await started(first);
  expect(first.out()).toBe(banner({ ...others, aws }));
  expect(pid).toBe(first.child.pid);
  const second = npmStart('--port', '0');
  expect(await second.ended).toEqual({
    code: 1,
    said: expect.stringMatching(/^\.local is used by a stack .*--data <dir>\n$/) as string,
  });

  await fetch(`http://127.0.0.1:${aws}/_local/clock`, { method: 'POST', body: '{"advance":"PT15M"}' });
  const events = new EventBridgeClient({
    endpoint: `http://127.0.0.1:${aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'x' },
  });
  const sample = JSON.parse(
    readFileSync(resolve(__dirname, '../../bin/sample-events/checkout-5xx.json'), 'utf8'),
  ) as Record<string, unknown>;
  const { source, resources, detail } = sample as { source: string; resources: string[]; detail: object };
  await events.send(
    new PutEventsCommand({
      Entries: [
        {
          Source: source,
          DetailType: String(sample['detail-type']),
          Resources: resources,
          Detail: JSON.stringify(detail),
        },
      ],
    }),
  );
  const before = Date.parse((await get<{ now: string }>(aws, '/_local/clock')).now);
  await end(first.child, 'SIGKILL');

  const third = npmStart('--port', '0');
  const again = await started(third);
  expect(Date.parse((await get<{ now: string }>(again.aws, '/_local/clock')).now)).toBeGreaterThanOrEqual(before);
  // A message that was in flight comes back when its visibility time-out is over.
  await fetch(`http://127.0.0.1:${again.aws}/_local/clock`, { method: 'POST', body: '{"advance":"PT4M"}' });
  const messages = await get<{ kind: string; level: number }[]>(again.outbox, '/messages.json');
  expect(messages).toContainEqual(expect.objectContaining({ kind: 'page', level: 1 }));
  expect(await end(third.child, 'SIGTERM')).toBe(0);
  expect(existsSync(join(folder, '.local', 'endpoint.json'))).toBe(false);
}, 120_000);

it('names a busy port and the --port to use', async () => {
  const blocker = createServer();
  await new Promise<void>((done) => blocker.listen(0, '127.0.0.1', done));
  const { port } = blocker.address() as { port: number };
  const { code, said } = await npmStart('--port', String(port - 1), '--data', 'other').ended;
  expect(code).toBe(1);
  expect(said).toMatch(/^Port \d+ is busy\. .*npm start -- --port \d+\n$/);
  blocker.close();
}, 60_000);

it('answers a wrong flag with one line and exit 2', async () => {
  const { code, said } = await npmStart('--prot', '1').ended;
  expect([code, said.split('\n').length]).toEqual([2, 2]);
  expect(said).toContain("Unknown option '--prot'");
}, 60_000);

describe('parseArguments', () => {
  it('has defaults', () => {
    expect(parseArguments([])).toEqual({ port: 8080, data: '.local', fresh: false, speed: 1 });
  });

  it.each([[['--port', 'x']], [['--port', '65533']], [['--speed', '-1']], [['--fresh=1']], [['extra']]])(
    'refuses %j',
    (given) => {
      expect(() => parseArguments(given)).toThrow('npm start --');
    },
  );
});
