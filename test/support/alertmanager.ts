import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Debian's name for it, and the project's own. */
const names = ['prometheus-alertmanager', 'alertmanager'];

/** The Alertmanager of this machine, if there is one. */
export const installed = names.find((name) => spawnSync(name, ['--version']).status === 0);

/** A stock Prometheus Alertmanager that runs as long as a test needs it. */
export class Alertmanager {
  private constructor(
    private readonly process: ChildProcess,
    readonly url: string,
    private readonly folder: string,
  ) {}

  /** @param config alertmanager.yml @throws Error with what it printed when it does not get ready */
  static async start(config: string): Promise<Alertmanager> {
    if (!installed) throw new Error('There is no Alertmanager on this machine.');
    const folder = mkdtempSync(join(tmpdir(), 'tocsin-alertmanager-'));
    const file = join(folder, 'alertmanager.yml');
    writeFileSync(file, config);
    const address = `127.0.0.1:${await freePort()}`;
    const child = spawn(
      installed,
      [
        `--config.file=${file}`,
        `--storage.path=${folder}`,
        `--web.listen-address=${address}`,
        '--cluster.listen-address=',
      ],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let printed = '';
    child.stderr.on('data', (chunk: Buffer) => void (printed += chunk.toString()));
    const alertmanager = new Alertmanager(child, `http://${address}`, folder);
    for (let attempt = 0; attempt < 200; attempt++) {
      if (await alertmanager.isReady()) return alertmanager;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await alertmanager.stop();
    throw new Error(`Alertmanager did not get ready:\n${printed}`);
  }

  /** Tells it of an alert, as Prometheus does; `endsAt` in the past ends it. */
  async alert(labels: Readonly<Record<string, string>>, endsAt?: Date): Promise<void> {
    const alert = { labels, annotations: { summary: `${labels['alertname']} in words` }, endsAt };
    const answer = await fetch(`${this.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([alert]),
    });
    if (!answer.ok) throw new Error(`Alertmanager answered ${answer.status}: ${await answer.text()}`);
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    if (this.process.exitCode === null && this.process.kill()) await ended;
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/-/ready`)).ok;
    } catch {
      return false;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
