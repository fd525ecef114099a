import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** Synthesizes the app once for all tests: the stories run this very template, and these very bundles. */
export default function synthesize(): void {
  process.env['TOCSIN_ASSEMBLY'] = assemblyOf('config', mkdtempSync(join(tmpdir(), 'tocsin-')));
}

/**
 * The app with a configuration of its own, synthesized below a folder.
 * @returns the cloud assembly's folder
 */
export function assemblyOf(config: string, place: string): string {
  const context = JSON.stringify({ dist: join(place, 'dist'), config });
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
  return join(place, 'cdk.out');
}
