import type { Import, Module } from './modules';

/** A place in the house, and what it may import. The first place that a file fits is its own. */
export interface Place {
  readonly name: string;
  readonly files: RegExp;
  /** What may be imported; `$1` stands for what `files` found in its first brackets. */
  readonly mayImport: readonly string[];
  /** What only types may be imported of. */
  readonly mayImportTypesOf?: readonly string[];
}

/** Who may import what: the house of `docs/architecture.md`. Everything that is not named is forbidden. */
export const places: readonly Place[] = [
  { name: 'domain', files: /^domain\//, mayImport: ['domain/', 'temporal-polyfill/fns/'] },
  { name: 'config', files: /^config\//, mayImport: ['config/'], mayImportTypesOf: ['domain/'] },
  { name: 'status-page', files: /^status-page\//, mayImport: ['status-page/', 'domain/', 'node:crypto'] },
  {
    name: 'the way out of AWS',
    files: /^lambdas\/adapters\/(https-post|public-address)\.ts$/,
    mayImport: ['lambdas/adapters/public-address$', 'node:(https|net|dns\/promises)$'],
  },
  {
    name: 'adapters',
    files: /^lambdas\/adapters\//,
    mayImport: ['lambdas/adapters/', 'lambdas/[a-z-]+$', 'domain/', '@aws-sdk/', 'node:crypto'],
    mayImportTypesOf: ['aws-lambda', 'lambdas/'],
  },
  {
    name: 'runtime',
    files: /^lambdas\/runtime\//,
    mayImport: ['lambdas/runtime/', 'lambdas/log-registry$', '@middy/core$'],
    mayImportTypesOf: ['lambdas/ports$', 'aws-lambda'],
  },
  {
    name: 'handler',
    files: /^lambdas\/([a-z-]+)\/handler\.ts$/,
    mayImport: [
      'lambdas/$1/',
      'lambdas/adapters/',
      'lambdas/runtime/',
      'lambdas/[a-z-]+$',
      'domain/',
      'config/index$',
      'node:crypto',
    ],
    mayImportTypesOf: ['aws-lambda'],
  },
  {
    name: 'lambda',
    files: /^lambdas\/([a-z-]+)\/[a-z-]+\.ts$/,
    mayImport: [
      'lambdas/$1/(?!handler$)',
      'lambdas/[a-z-]+$',
      'domain/',
      'config/index$',
      'status-page/',
      'valibot$',
      'node:crypto',
    ],
    mayImportTypesOf: ['aws-lambda'],
  },
  {
    name: 'top of lambdas',
    files: /^lambdas\/[a-z-]+\.ts$/,
    mayImport: ['lambdas/[a-z-]+$', 'domain/', 'config/index$', 'node:crypto'],
  },
  {
    name: 'lib',
    files: /^lib\//,
    mayImport: [
      'lib/',
      'domain/',
      'config/index$',
      'aws-cdk-lib',
      'constructs',
      'cdk-nag',
      'esbuild',
      'typescript$',
      'node:',
    ],
  },
  {
    name: 'bin',
    files: /^bin\//,
    mayImport: [
      'bin/',
      'cdk\\.json$',
      'lib/',
      'domain/',
      'aws-cdk-lib',
      'constructs',
      'cdk-nag',
      'tsx',
      'node:',
      '@smithy/',
    ],
  },
  {
    name: 'local',
    files: /^local\//,
    mayImport: ['local/', 'lib/', 'domain/', 'config/index$', '(?!@aws-sdk/|test|lambdas|\\.)[@a-z]'],
  },
  { name: 'bench', files: /^bench\//, mayImport: [''] },
];

/** Doors in a fence, each with its reason. */
export const doors: readonly { readonly file: string; readonly target: string; readonly because: string }[] = [
  {
    file: 'bin/cli/deployed-stack.ts',
    target: '@aws-sdk/credential-provider-node',
    because: 'the command line signs its calls as the person who sits at it',
  },
];

/** One sentence for every import that a module may not have. */
export function forbiddenImports(modules: readonly Module[]): string[] {
  return modules.flatMap((module) => {
    const place = places.find(({ files }) => files.test(module.file));
    if (!place) return [`${module.file} stands in no place of the house: name one in import-fences.ts`];
    return module.imports
      .filter((imported) => !allowed(place, module.file, imported))
      .map(
        ({ target, onlyTypes }) =>
          `${module.file} (${place.name}) may not import ${onlyTypes ? 'types of ' : ''}${target}`,
      );
  });
}

function allowed(place: Place, file: string, { target, onlyTypes }: Import): boolean {
  const own = place.files.exec(file)?.[1] ?? '';
  const fits = (patterns: readonly string[] = []) =>
    patterns.some((pattern) => new RegExp(`^${pattern.replace('$1', own)}`).test(target));
  const door = doors.some((known) => known.file === file && known.target === target);
  return door || fits(place.mayImport) || (onlyTypes && fits(place.mayImportTypesOf));
}

/** The files of a circle, if imports that run form one: `a → b → a`. */
export function circle(modules: readonly Module[]): string | undefined {
  const known = new Map(modules.map((module) => [module.file.replace(/\.ts$/, ''), module]));
  const done = new Set<string>();
  const visit = (name: string, way: readonly string[]): string | undefined => {
    if (way.includes(name)) return [...way.slice(way.indexOf(name)), name].join(' → ');
    if (done.has(name)) return undefined;
    for (const { target, onlyTypes } of known.get(name)?.imports ?? []) {
      const found = onlyTypes ? undefined : visit(target, [...way, name]);
      if (found) return found;
    }
    done.add(name);
    return undefined;
  };
  for (const name of known.keys()) {
    const found = visit(name, []);
    if (found) return found;
  }
  return undefined;
}
