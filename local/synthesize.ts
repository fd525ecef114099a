import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = resolve(__dirname, '..');

/** The CDK app would not synthesize. The message is what it said. */
export class SynthesisFailed extends Error {}

/**
 * Synthesizes the CDK app into `<directory>/cdk.out`, without the checks that only a deployment needs.
 * @returns the cloud assembly's folder
 * @throws SynthesisFailed
 */
export async function synthesize(directory: string): Promise<string> {
  const assembly = resolve(directory, 'cdk.out');
  const tsx = pathToFileURL(createRequire(__filename).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, join(root, 'bin', 'tocsin-app.ts')], {
    cwd: root,
    env: {
      ...process.env,
      CDK_VALIDATION: 'false',
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify({ dist: resolve(directory, 'dist') }),
      CDK_DEFAULT_ACCOUNT: undefined,
      CDK_DEFAULT_REGION: undefined,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
  const code = await new Promise<number | null>((done, failed) => child.on('close', done).on('error', failed));
  if (code !== 0) throw new SynthesisFailed(`The stack does not synthesize:\n${said.trim()}`);
  return assembly;
}
