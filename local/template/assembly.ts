import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from './template';

/** One stack of a cloud assembly: its template, and where its assets are listed. */
export interface AssemblyStack {
  readonly name: string;
  /** The folder that holds the template, the asset manifest and the assets. */
  readonly directory: string;
  readonly template: Template;
  /** The asset manifest's file name, e.g. `Tocsin.assets.json`. */
  readonly assetManifest: string;
}

interface Artifact {
  readonly type: string;
  readonly properties?: {
    readonly templateFile?: string;
    readonly directoryName?: string;
    readonly stackName?: string;
    readonly file?: string;
  };
  readonly dependencies?: readonly string[];
}

/**
 * Reads a stack from a cdk.out folder, nested assemblies of stages included.
 * @param stackName the artifact's or the stack's name; may be left out when there is only one stack
 * @throws Error that names the stacks there are
 */
export function readAssembly(directory: string, stackName?: string): AssemblyStack {
  const stacks = stacksIn(directory);
  const chosen = stackName === undefined ? stacks : stacks.filter(({ names }) => names.includes(stackName));
  const [stack] = chosen;
  if (!stack || chosen.length > 1) {
    const names = stacks.map((one) => one.names[0]).join(', ') || 'none';
    throw new Error(`${directory}: name one of its stacks (there ${stacks.length === 1 ? 'is' : 'are'} ${names})`);
  }
  const template = JSON.parse(readFileSync(join(stack.directory, stack.templateFile), 'utf8')) as Template;
  return { name: stack.names.at(-1)!, directory: stack.directory, template, assetManifest: stack.assetManifest };
}

interface StackEntry {
  readonly names: readonly string[];
  readonly directory: string;
  readonly templateFile: string;
  readonly assetManifest: string;
}

function stacksIn(directory: string): StackEntry[] {
  const { artifacts = {} } = JSON.parse(readFileSync(join(directory, 'manifest.json'), 'utf8')) as {
    artifacts?: Record<string, Artifact>;
  };
  return Object.entries(artifacts).flatMap(([id, { type, properties = {}, dependencies = [] }]) => {
    if (type === 'cdk:cloud-assembly' && properties.directoryName)
      return stacksIn(join(directory, properties.directoryName));
    if (type !== 'aws:cloudformation:stack' || !properties.templateFile) return [];
    const manifest = dependencies
      .map((dependency) => artifacts[dependency])
      .find((artifact) => artifact?.type === 'cdk:asset-manifest');
    const names = [id, properties.stackName ?? id];
    return [
      {
        names,
        directory,
        templateFile: properties.templateFile,
        assetManifest: manifest?.properties?.file ?? `${id}.assets.json`,
      },
    ];
  });
}
