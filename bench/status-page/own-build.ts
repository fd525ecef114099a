import { buildSync } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { PublicSnapshot } from '../../domain/status-page';

const root = resolve(__dirname, '../..');

/** Which files a build writes: all, or only those that the sites of others have too. */
export type Which = 'all' | 'same';

/** Builds of our page, each in a process of its own that reads the incidents from a file, as Eleventy does. */
export class OwnBuild {
  private readonly folder = mkdtempSync(join(tmpdir(), 'tocsin-page-'));

  constructor(snapshot: PublicSnapshot) {
    writeFileSync(join(this.folder, 'snapshot.json'), JSON.stringify(snapshot));
    buildSync({
      entryPoints: [join(root, 'bench/status-page/build-site.ts')],
      outfile: join(this.folder, 'build-site.js'),
      alias: { '@tocsin/config': join(root, 'config/index.ts') },
      ...({ bundle: true, platform: 'node', target: 'node20', minify: true, logLevel: 'error' } as const),
    });
  }

  /** One build. In milliseconds, with the start of the process. */
  run(which: Which): number {
    const site = join(this.folder, 'site');
    try {
      const from = performance.now();
      execFileSync(process.execPath, ['build-site.js', 'snapshot.json', site, which], { cwd: this.folder });
      return performance.now() - from;
    } finally {
      rmSync(site, { recursive: true, force: true });
    }
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
