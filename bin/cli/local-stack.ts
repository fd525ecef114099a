import { readFile } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { field, fields, number, text } from '../../domain/alert-sources/fields';
import { isoDuration } from './duration';
import { Refused, UsageMistake } from './mistakes';
import type { OutboxMessage } from './outbox-message';
import { send } from './signed-request';
import type { Target } from './target';
import type { Terminal } from './terminal';

/** Skipping far ahead runs all that falls due on the way. */
const patienceForSkipping = 300_000;

/** The local stack, through its loopback ports. */
export class LocalStack {
  constructor(
    /** The AWS port, without a slash at its end. */
    readonly endpoint: string,
    /** The outbox: a page, and `/messages.json`. */
    readonly outbox: string,
    readonly target: Target,
  ) {}

  /** What time it is on the local clock. */
  async now(): Promise<Date> {
    return timeOf(await json(await send(`${this.endpoint}/_local/clock`)));
  }

  /** Skips ahead this many milliseconds; everything that falls due has happened when it answers. */
  async skipAhead(length: number): Promise<Date> {
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advance: isoDuration(length) }),
    };
    return timeOf(await json(await send(`${this.endpoint}/_local/clock`, request, patienceForSkipping)));
  }

  /** Every message that would have been sent, oldest first. */
  async messages(): Promise<readonly OutboxMessage[]> {
    return (await json(await send(`${this.outbox}/messages.json`))) as readonly OutboxMessage[];
  }
}

/**
 * The local stack that runs from this folder, by the ports it wrote into `.local/endpoint.json`; undefined when none
 * does (or one was ended by force, and its file stayed).
 */
export async function localStackOfFolder(terminal: Terminal): Promise<LocalStack | undefined> {
  const ports = await writtenPorts(terminal.folder);
  if (!ports) return undefined;
  const answers = await fetch(`http://127.0.0.1:${ports.aws}/_local/ready`).then(
    () => true,
    () => false,
  );
  return answers ? localStackAt(`http://127.0.0.1:${ports.aws}`, terminal) : undefined;
}

/**
 * The local stack behind this AWS port, once it is ready.
 * @throws Refused when nothing, or something else, answers there.
 */
export async function localStackAt(address: string, terminal: Terminal): Promise<LocalStack> {
  if (!URL.canParse(address) || !address.startsWith('http'))
    throw new UsageMistake(`"${address}" is no endpoint. A local stack's is like http://127.0.0.1:8083`);
  const endpoint = address.replace(/\/+$/, '');
  const ready = `${endpoint}/_local/ready`;
  for (let left = 40; left > 0; left--) {
    const response = await send(ready).catch((error: Error) => {
      throw new Refused(`${error.message} A local stack's AWS port answers at /_local/ready: does npm start run?`);
    });
    if (response.ok) return localStack(endpoint, await json(response), terminal);
    if (response.status !== 503)
      throw new Refused(
        `${ready} answers ${response.status}: that is no local stack's AWS port (npm start prints it).`,
      );
    await terminal.pause(250);
  }
  throw new Refused(
    `The local stack at ${endpoint} has been starting for 10 seconds. Look at the terminal of npm start.`,
  );
}

async function localStack(endpoint: string, ready: unknown, terminal: Terminal): Promise<LocalStack> {
  const outputs = Object.fromEntries(
    Object.entries(fields(field(ready, 'outputs'))).flatMap(([name, value]) => {
      const known = text(value);
      return known === undefined ? [] : [[name, known] as const];
    }),
  );
  const ports = await writtenPorts(terminal.folder);
  const port = Number(new URL(endpoint).port);
  const outbox = ports?.aws === port ? ports.outbox : port - 1;
  const { hostname } = new URL(endpoint);
  return new LocalStack(endpoint, `http://${hostname}:${outbox}`, {
    name: '[local]',
    outputs,
    eventBridge: endpoint,
    sns: endpoint,
    local: true,
    signer: { region: 'eu-central-1', credentials: { accessKeyId: userName(), secretAccessKey: 'local' } },
  });
}

async function writtenPorts(folder: string): Promise<{ aws: number; outbox: number } | undefined> {
  const written = await readFile(join(folder, '.local', 'endpoint.json'), 'utf8').catch(() => undefined);
  if (written === undefined) return undefined;
  const ports = fields(JSON.parse(written));
  const aws = number(ports['aws']);
  return aws === undefined ? undefined : { aws, outbox: number(ports['outbox']) ?? aws - 1 };
}

/** The name under which the local command API knows this person. */
function userName(): string {
  try {
    return userInfo().username.replace(/[^\w.-]+/g, '-') || 'somebody';
  } catch {
    return 'somebody';
  }
}

async function json(response: Response): Promise<unknown> {
  const body: unknown = await response.json().catch(() => undefined);
  if (!response.ok || body === undefined)
    throw new Refused(`${response.url} answers ${response.status} and not what a local stack says.`);
  return body;
}

function timeOf(answer: unknown): Date {
  const now = text(field(answer, 'now'));
  if (now === undefined || Number.isNaN(Date.parse(now))) throw new Refused('The local clock does not tell the time.');
  return new Date(now);
}
