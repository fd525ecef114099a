import { parsePath, valueAt, type JsonPath } from './json-path';
import type { Scope } from './scope';
import { StatesError } from './states-error';

/** A parsed JSONPath of the States Language: into the input (`$.x`), the context object (`$$.x`) or a variable (`$name.x`). */
interface Reference {
  readonly root: 'input' | 'context' | { readonly variable: string };
  readonly path: JsonPath;
}

const parsed = new Map<string, Reference>();

/** Reads a reference. Throws, naming `where`, for a kind of path that the local stack does not follow. */
export function parseReference(text: string, where: string): Reference {
  let reference = parsed.get(text);
  if (!reference) {
    const [, variable, rest = ''] = /^\$([A-Za-z_]\w*)(.*)$/.exec(text) ?? [];
    if (variable) reference = { root: { variable }, path: parsePath(`$${rest}`, where) };
    else if (text.startsWith('$$')) reference = { root: 'context', path: parsePath(text.slice(1), where) };
    else reference = { root: 'input', path: parsePath(text, where) };
    parsed.set(text, reference);
  }
  return reference;
}

/** What a reference finds, or undefined. `input` is what `$` means here: the state's input or, later, its result. */
export function lookUp(text: string, input: unknown, scope: Scope): unknown {
  const { root, path } = parseReference(text, 'a path');
  if (root === 'input') return valueAt(input, path);
  return valueAt(root === 'context' ? scope.context() : scope.variables[root.variable], path);
}

/** What a reference finds. @throws StatesError of the name `error` when there is nothing */
export function found(text: string, input: unknown, scope: Scope, error = 'States.Runtime'): unknown {
  const value = lookUp(text, input, scope);
  if (value !== undefined) return value;
  throw new StatesError(error, `The JSONPath '${text}' could not be found in ${JSON.stringify(input)}`);
}
