import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArguments, UsageError, type Arguments } from './arguments';
import { banner } from './banner';
import { Clock } from './clock';
import { ClockOffset } from './clock-offset';
import { lockData } from './data-lock';
import { assertFree, BusyPort } from './loopback-server';
import { isRunning } from './running-process';
import { synthesize } from './synthesize';
import type { Ports } from './template/place';

/** Where the command line looks for the stack that runs from this folder. */
const ENDPOINT_FILE = join('.local', 'endpoint.json');

/** Functions run in UTC on AWS. */
process.env.TZ = 'UTC';

async function main({ port, data, fresh, speed }: Arguments): Promise<void> {
  const unlock = lockData(data);
  process.once('exit', unlock);
  const ports = portsFrom(port);
  await assertFree(ports);
  // The engines are loaded while the stack is synthesized in a process of its own.
  const [assembly, { startLocalStack }] = await Promise.all([synthesize(data), import('./stack')]);
  const directory = join(data, 'data');
  if (fresh) rmSync(directory, { recursive: true, force: true });
  const clockOffset = new ClockOffset(directory);
  const clock = new Clock(clockOffset.start(Date.now()), speed);
  const stack = await startLocalStack({ assembly, ports, directory, clock, clockOffset });
  if (speed > 1) setInterval(() => clockOffset.note(clock.now(), Date.now()), 1000).unref();
  announce(stack.ports);
  process.stdout.write(banner(stack.ports));
  const stop = () => {
    retract();
    void stack.stop().then(() => process.exit(0));
  };
  // On AWS a rejection that nobody handles ends one container of one function; it must not end the whole stack here.
  process.on('unhandledRejection', (error) => say(error, port));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

function portsFrom(port: number): Ports {
  const next = (step: number) => (port === 0 ? 0 : port + step);
  return { page: next(0), api: next(1), outbox: next(2), aws: next(3) };
}

/** The first stack of a folder is the one that its command line talks to; a second one, with data of its own, is named by `--endpoint`. */
function announce(ports: Ports): void {
  const owner = announced();
  if (owner !== undefined && owner !== process.pid && isRunning(owner)) return;
  mkdirSync(dirname(ENDPOINT_FILE), { recursive: true });
  writeFileSync(ENDPOINT_FILE, JSON.stringify({ ...ports, pid: process.pid }));
}

function retract(): void {
  if (announced() === process.pid) rmSync(ENDPOINT_FILE);
}

/** The process that the command line of this folder talks to; undefined where there is none. */
function announced(): number | undefined {
  try {
    return (JSON.parse(readFileSync(ENDPOINT_FILE, 'utf8')) as { pid?: number }).pid;
  } catch {
    return undefined;
  }
}

function say(error: unknown, port: number): void {
  if (error instanceof BusyPort) {
    process.stderr.write(
      `Port ${error.port} is busy. Four free ports in a row are needed: npm start -- --port ${port + 10}\n`,
    );
  } else {
    process.stderr.write(`${process.env.TOCSIN_DEBUG ? (error as Error).stack : (error as Error).message}\n`);
  }
}

function run(): void {
  let asked: Arguments;
  try {
    asked = parseArguments(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
  main(asked).catch((error: unknown) => {
    say(error, asked.port);
    process.exit(1);
  });
}

run();
