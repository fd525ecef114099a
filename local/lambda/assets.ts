import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A function's code: the text of its entry file, and where it came from. */
export interface FunctionCode {
  readonly text: string;
  readonly file: string;
}

interface AssetManifest {
  readonly files: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Finds the code of functions in a cloud assembly. */
export class Assets {
  private readonly directories = new Map<string, string>();

  /** @param assembly the cdk.out folder @param manifest the name of the stack's asset manifest in it, e.g. `Tocsin.assets.json` */
  constructor(
    private readonly assembly: string,
    manifest: string,
  ) {
    const { files } = JSON.parse(readFileSync(join(assembly, manifest), 'utf8')) as AssetManifest;
    for (const { source, destinations } of Object.values(files)) {
      for (const { objectKey } of Object.values(destinations))
        this.directories.set(objectKey, join(assembly, source.path));
    }
  }

  /**
   * The entry file of `handler` (`<file>.<export>`), from the asset or the template's inline code.
   * @throws Error that names the function when its asset is not in the assembly
   */
  codeOf(
    logicalId: string,
    code: { readonly S3Key?: string; readonly ZipFile?: string },
    handler: string,
  ): FunctionCode {
    const entry = handler.split('.').slice(0, -1).join('.');
    if (code.ZipFile !== undefined)
      return { text: code.ZipFile, file: join(this.assembly, `${logicalId}.${entry}.js`) };
    const directory = this.directories.get(code.S3Key ?? '');
    if (!directory)
      throw new Error(`${logicalId}: its asset ${String(code.S3Key)} is not in ${this.assembly}; synthesize again`);
    for (const extension of ['js', 'cjs']) {
      const file = join(directory, `${entry}.${extension}`);
      try {
        return { text: readFileSync(file, 'utf8'), file };
      } catch {
        continue;
      }
    }
    throw new Error(`${logicalId}: ${join(directory, entry)}.js is not there; the local stack runs CommonJS bundles`);
  }
}
