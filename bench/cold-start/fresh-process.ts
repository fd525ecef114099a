import { buildSync } from 'esbuild';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { devNull, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** A handler to be run: its bundle, what it is called with, and its environment variables. */
export interface Start {
  readonly bundle: string;
  readonly event: unknown;
  readonly environment: Readonly<Record<string, string>>;
  /** What time it believes it is, in epoch milliseconds. */
  readonly now: number;
}

/** What came of it. */
export interface FirstCall {
  /** Of processor time, from before the load until after the first answer. */
  readonly milliseconds: number;
  readonly answer?: unknown;
}

/** Starts bundles in processes of their own, as Lambda starts a container. */
export class FreshProcesses {
  private readonly place = mkdtempSync(join(tmpdir(), 'tocsin-bench-'));
  private readonly program = join(this.place, 'run-once.js');
  private files = 0;

  constructor() {
    process.on('exit', () => rmSync(this.place, { recursive: true, force: true }));
    buildSync({
      entryPoints: [resolve(__dirname, 'run-once.ts')],
      outfile: this.program,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
  }

  /** A file of its own, for a bundle made on the way. */
  file(name: string, text: string | Uint8Array): string {
    const path = join(this.place, `${++this.files}-${name}`);
    writeFileSync(path, text);
    return path;
  }

  /**
   * Loads the bundle and calls its handler once.
   * @throws Error with what the process printed, when the handler failed
   */
  async run({ bundle, event, environment, now }: Start, endpoint: string): Promise<FirstCall> {
    const eventFile = this.file('event.json', JSON.stringify(event));
    const child = spawn(process.execPath, [this.program, bundle, eventFile, String(now)], {
      env: {
        ...environment,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'eu-central-1',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_CONFIG_FILE: devNull,
        AWS_SHARED_CREDENTIALS_FILE: devNull,
        TZ: ':UTC',
      },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    const status = await new Promise<number | null>((done) => child.on('close', done));
    if (status !== 0) throw new Error(`${bundle} failed:\n${printed}`);
    return JSON.parse(printed.trim().split('\n').at(-1)!) as FirstCall;
  }
}
