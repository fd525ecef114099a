import { buildSync, type BuildOptions, type Metafile } from 'esbuild';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { handlerNames, type HandlerName } from '../lib/handler-code';
import synthesize from '../test/support/synthesize';

const root = resolve(__dirname, '..');

/** esbuild's options of `lib/bundle.ts`, which `handlerBundles` holds against the shipped bytes. */
export const bundleOptions = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  alias: {
    '@tocsin/config': join(root, 'config/index.ts'),
    '@aws-sdk/credential-provider-node': join(root, 'lambdas/runtime/environment-credentials.ts'),
    '@aws-sdk/middleware-endpoint-discovery': join(root, 'lambdas/runtime/no-endpoint-discovery.ts'),
  },
  legalComments: 'none',
  logLevel: 'error',
} as const satisfies BuildOptions;

/** One shipped bundle. */
export interface HandlerBundle {
  readonly name: HandlerName;
  /** The file of the synthesized stack. */
  readonly file: string;
  readonly bytes: number;
  /** What is in it: esbuild's inputs by path, with what each adds to the output. */
  readonly inputs: Metafile['outputs'][string]['inputs'];
  /** What each input imports. */
  readonly graph: Metafile['inputs'];
}

let made: { readonly assembly: string; readonly bundles: readonly HandlerBundle[] } | undefined;

/** The synthesized stack that all figures measure, made once a run: a cdk.out folder. */
export function assembly(): string {
  return all().assembly;
}

/**
 * The bundles that the stack ships.
 * @throws Error when they are not what `bundleOptions` makes: then nothing measured here would hold for what is shipped
 */
export function handlerBundles(): readonly HandlerBundle[] {
  return all().bundles;
}

function all(): NonNullable<typeof made> {
  if (made) return made;
  synthesize();
  const assembly = process.env['TOCSIN_ASSEMBLY']!;
  process.on('exit', () => rmSync(dirname(assembly), { recursive: true, force: true }));
  return (made = { assembly, bundles: handlerNames.map((name) => described(name, dirname(assembly))) });
}

function described(name: HandlerName, place: string): HandlerBundle {
  const file = join(place, 'dist', name, 'index.js');
  const { outputFiles, metafile } = buildSync({
    ...bundleOptions,
    entryPoints: [`lambdas/${name}/handler.ts`],
    outdir: 'dist',
    metafile: true,
    write: false,
  });
  const shipped = readFileSync(file);
  if (!shipped.equals(outputFiles[0]!.contents))
    throw new Error(`${name}: bench/bundles.ts and lib/bundle.ts bundle differently; give both the same options.`);
  const output = Object.values(metafile.outputs)[0]!;
  return { name, file, bytes: shipped.length, inputs: output.inputs, graph: metafile.inputs };
}
