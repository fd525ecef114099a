import { build, type Plugin } from 'esbuild';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { handlerBuild } from '../../lib/bundle';
import { handlerNames } from '../../lib/handler-code';
import { assemblyWith, templateOf } from '../support/broken-assembly';
import { protections, type ProtectionName } from './protections';

/**
 * A copy of a cloud assembly whose bundles were built without one protection: another module stands in its place. The
 * product has no switch for that.
 * @param assembly as test/support/synthesize.ts makes it, with its bundles beside it
 * @throws Error when no bundle changed
 */
export async function assemblyWithout(name: ProtectionName, assembly: string): Promise<string> {
  const { module } = protections[name];
  const out = mkdtempSync(join(tmpdir(), `tocsin-without-${name}-`));
  const usual = handlerBuild({ config: 'config', out });
  const imports = (handler: string) => readFileSync(join('lambdas', handler, 'handler.ts'), 'utf8').includes(module);
  const concerned = handlerNames.filter(imports);
  const entryPoints = usual.entryPoints.filter((_, index) => concerned.includes(handlerNames[index]!));
  await build({ ...usual, entryPoints, plugins: [standIn(name)] });
  const bundles = join(dirname(assembly), 'dist');
  const copy = assemblyWith(assembly, templateOf(assembly));
  const changed = concerned.filter((handler) => {
    const [before, after] = [bundles, out].map((folder) => readFileSync(join(folder, handler, 'index.js'), 'utf8'));
    if (before === after) return false;
    for (const asset of assetsWith(copy, before!)) {
      unlinkSync(asset);
      mkdirSync(asset);
      writeFileSync(join(asset, 'index.js'), after!);
    }
    return true;
  });
  if (changed.length === 0) throw new Error(`Nothing imports ${module}: it protects nobody.`);
  return copy;
}

function standIn(name: ProtectionName): Plugin {
  const { module } = protections[name];
  return {
    name: `without ${name}`,
    setup(builder) {
      builder.onResolve({ filter: new RegExp(`${module}$`) }, ({ importer }) =>
        // The stand-in itself may build on what it stands for.
        importer.includes(join('test', 'sweep', 'without'))
          ? undefined
          : { path: join(__dirname, 'without', `${name}.ts`) },
      );
    },
  };
}

/** The assets of an assembly whose entry file has this text. */
function assetsWith(assembly: string, text: string): string[] {
  return readdirSync(assembly)
    .filter((entry) => entry.startsWith('asset.'))
    .map((entry) => join(assembly, entry))
    .filter((asset) => existsSync(join(asset, 'index.js')) && readFileSync(join(asset, 'index.js'), 'utf8') === text);
}
