import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Job, Report } from './shard';

/** Each run leaves a whole stack behind: a young generation that holds one is collected in a fraction of the time. */
const memory = ['--max-semi-space-size=64'];

/** Processes that tell stories side by side, one for each core. */
export class Shards {
  private readonly processes: ChildProcess[];

  constructor() {
    const env = { ...process.env, NODE_NO_WARNINGS: '1' };
    this.processes = Array.from({ length: availableParallelism() }, () =>
      fork(join(__dirname, 'shard.ts'), {
        env,
        execArgv: [...process.execArgv, ...memory],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      }),
    );
  }

  /**
   * Hands out jobs until there are none, or none is wanted any more.
   * @param onReport told of each job's end
   */
  async run<T extends Job>(jobs: Iterable<T>, onReport: (job: T, report: Report) => void): Promise<void> {
    const queue = jobs[Symbol.iterator]();
    await Promise.all(
      this.processes.map(async (shard) => {
        for (let next = queue.next(); !next.done; next = queue.next()) {
          const job = next.value;
          onReport(job, await ask(shard, job));
        }
      }),
    );
  }

  stop(): void {
    for (const shard of this.processes) shard.kill();
  }
}

function ask(shard: ChildProcess, job: Job): Promise<Report> {
  return new Promise((resolve, reject) => {
    const died = (code: number | null) => reject(new Error(`A shard ended with ${code} at ${JSON.stringify(job)}`));
    shard.once('exit', died);
    shard.once('message', (report: Report) => {
      shard.off('exit', died);
      resolve(report);
    });
    shard.send(job);
  });
}
