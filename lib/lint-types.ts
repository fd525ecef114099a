import { dirname, relative, resolve } from 'node:path';
import {
  createProgram,
  flattenDiagnosticMessageText,
  ModuleKind,
  ModuleResolutionKind,
  ScriptTarget,
  type Diagnostic,
} from 'typescript';
import type { Finding } from '../domain/finding';

/** What the compiler says of a module that it cannot find: the folder then leans on something that only its own build knows. */
const moduleNotFound = 2307;

/**
 * What the compiler finds wrong in a configuration: fields that do not exist, values of the wrong kind, lists left out.
 * The folder may lie anywhere: its `../domain/…` is this clone's.
 * @param folder has an `index.ts`
 */
export function lintTypes(folder: string): Finding[] {
  const program = createProgram([resolve(folder, 'index.ts')], {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    types: [],
    lib: ['lib.es2023.d.ts'],
    target: ScriptTarget.ES2022,
    module: ModuleKind.ESNext,
    moduleResolution: ModuleResolutionKind.Bundler,
    rootDirs: [dirname(resolve(folder)), resolve(__dirname, '..')],
  });
  const own = program.getSourceFiles().filter(({ fileName }) => inside(folder, fileName));
  return own
    .flatMap((file) => [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)])
    .filter(({ code }) => code !== moduleNotFound)
    .map((diagnostic) => toFinding(diagnostic, folder));
}

function inside(folder: string, file: string): boolean {
  const path = relative(resolve(folder), file);
  return !path.startsWith('..') && !path.includes('node_modules');
}

function toFinding({ file, start = 0, messageText }: Diagnostic, folder: string): Finding {
  const { line = 0, character = 0 } = file?.getLineAndCharacterOfPosition(start) ?? {};
  return {
    place: `${relative(resolve(folder), file?.fileName ?? '')}:${line + 1}:${character + 1}`,
    problem: flattenDiagnosticMessageText(messageText, ' '),
    mend: 'docs/configuration.md has every field and its kind.',
  };
}
