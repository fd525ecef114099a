import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** What one module takes from another. */
export interface Import {
  /** A path from the root without its ending (`domain/alert`), or the name of a package as it is written. */
  readonly target: string;
  readonly onlyTypes: boolean;
}

/** One file of ours, as the fences see it. */
export interface Module {
  /** From the root, with slashes: `lambdas/ingest-alert/handler.ts`. */
  readonly file: string;
  readonly source: string;
  readonly imports: readonly Import[];
}

const root = path.resolve(__dirname, '../../..');

/** Every TypeScript file below these folders of the repository. */
export function modulesIn(folders: readonly string[]): Module[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
      .filter((file) => file.endsWith('.ts') && !file.includes('/node_modules/'))
      .map((file) => moduleOf(file, readFileSync(path.join(root, file), 'utf8'))),
  );
}

/** Reads a module: what it imports, exports from others, imports while it runs, or requires. */
export function moduleOf(file: string, source: string): Module {
  const imports: Import[] = [];
  const add = (specifier: ts.Expression | undefined, onlyTypes: boolean) => {
    if (specifier && ts.isStringLiteralLike(specifier))
      imports.push({ target: resolved(file, specifier.text), onlyTypes });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, takesOnlyTypes(node.importClause));
    else if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    else if (ts.isCallExpression(node) && isImportOrRequire(node)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.Latest));
  return { file, source, imports };
}

function takesOnlyTypes(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const named = clause.namedBindings;
  return (
    !clause.name &&
    named !== undefined &&
    ts.isNamedImports(named) &&
    named.elements.every(({ isTypeOnly }) => isTypeOnly)
  );
}

function isImportOrRequire({ expression }: ts.CallExpression): boolean {
  return (
    expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(expression) && expression.text === 'require')
  );
}

function resolved(file: string, specifier: string): string {
  if (specifier === '@tocsin/config') return 'config/index';
  return specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.ts$/, '')
    : specifier;
}
