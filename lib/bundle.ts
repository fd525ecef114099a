import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync, type BuildOptions } from 'esbuild';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { handlerNames, type HandlerCode } from './handler-code';

const root = resolve(__dirname, '..');

/** Lambda always has its credentials in the environment: the rest of the SDK's provider chain is only weight. */
const environmentCredentials = join(root, 'lambdas/runtime/environment-credentials.ts');

/** No command of DynamoDB discovers endpoints, so what the SDK brings for it is only weight too. */
const noEndpointDiscovery = join(root, 'lambdas/runtime/no-endpoint-discovery.ts');

/** Where the build reads and writes: `config`: the folder whose index.ts stands for `@tocsin/config`; `out`: where bundles go. */
export interface BundlePlaces {
  readonly config: string;
  readonly out: string;
}

/** How all handlers are built, in one esbuild call, deterministically, so that asset hashes change only with the code. */
export function handlerBuild({ config, out }: BundlePlaces) {
  return {
    absWorkingDir: root,
    entryPoints: handlerNames.map((name) => ({ in: `lambdas/${name}/handler.ts`, out: `${name}/index` })),
    outdir: out,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: true,
    // The SDK's ES modules shake far better than its CommonJS, which is esbuild's first choice for node.
    mainFields: ['module', 'main'],
    alias: {
      '@tocsin/config': resolve(config, 'index.ts'),
      ...(existsSync(environmentCredentials) && { '@aws-sdk/credential-provider-node': environmentCredentials }),
      '@aws-sdk/middleware-endpoint-discovery': noEndpointDiscovery,
    },
    legalComments: 'none',
    logLevel: 'error',
  } satisfies BuildOptions;
}

/**
 * Bundles all handlers.
 * @param places `out`, `dist` when left out, is emptied first
 * @throws when a handler does not build, with esbuild's message
 */
export function bundleHandlers(places: Pick<BundlePlaces, 'config'> & Partial<BundlePlaces>): HandlerCode {
  const out = resolve(places.out ?? join(root, 'dist'));
  rmSync(out, { recursive: true, force: true });
  buildSync(handlerBuild({ config: places.config, out }));
  return (name) => Code.fromAsset(join(out, name));
}
