import { App } from 'aws-cdk-lib';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cdk from '../../cdk.json';
import { bundleHandlers } from '../../lib/bundle';
import { loadConfiguration } from '../../lib/load-configuration';
import { TocsinStack } from '../../lib/tocsin-stack';

const folders: string[] = [];

afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** A cloud assembly with a configuration of its own, bundles and all; it is gone when the test file ends. It takes some seconds. */
export function assemblyOf(config: string): string {
  const place = mkdtempSync(join(tmpdir(), 'tocsin-own-'));
  folders.push(place);
  const outdir = join(place, 'cdk.out');
  const app = new App({ outdir, context: cdk.context, builtinCloudFormationValidation: false });
  const code = bundleHandlers({ config, out: join(place, 'dist') });
  new TocsinStack(app, 'Tocsin', { configuration: loadConfiguration(config), code });
  app.synth();
  return outdir;
}
