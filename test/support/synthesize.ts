import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Synthesizes the app once for all tests: the stories run this very template, and these very bundles. */
export default function synthesize(): void {
  const root = resolve(__dirname, '../..');
  const place = mkdtempSync(join(tmpdir(), 'tocsin-'));
  const context = JSON.stringify({ dist: join(place, 'dist') });
  const env = {
    ...process.env,
    CDK_VALIDATION: 'false',
    CDK_OUTDIR: join(place, 'cdk.out'),
    CDK_CONTEXT_JSON: context,
  };
  for (const name of ['CDK_DEFAULT_ACCOUNT', 'CDK_DEFAULT_REGION'] as const) delete (env as NodeJS.ProcessEnv)[name];
  execFileSync(process.execPath, [require.resolve('tsx/cli'), 'bin/tocsin-app.ts'], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.env['TOCSIN_ASSEMBLY'] = join(place, 'cdk.out');
}
