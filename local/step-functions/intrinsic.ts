import { found, parseReference } from './reference';
import type { Scope } from './scope';
import { StatesError } from './states-error';

/** A parsed `States.Format('…{}', $.x)`: a call, a path or a literal. */
type Expression =
  | { readonly call: string; readonly args: readonly Expression[] }
  | { readonly path: string }
  | { readonly literal: unknown };

const FUNCTIONS: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  'States.Format': ([template, ...values]) => {
    let next = 0;
    return String(template).replace(/\{\}/g, () => textOf(values[next++]));
  },
  'States.MathAdd': ([first, second]) => Number(first) + Number(second),
  'States.JsonToString': ([value]) => JSON.stringify(value),
  'States.StringToJson': ([text]) => JSON.parse(String(text)) as unknown,
};

const TOKEN =
  /\s*(?:(States\.\w+)\(|'((?:[^'\\]|\\.)*)'|(-?\d+(?:\.\d+)?|true|false|null)(?=[\s,)])|(\$[^,()\s]*)|([,)]))/y;
const parsed = new Map<string, Expression>();

/** Whether a template's text is an intrinsic function's call rather than a path. */
export function isIntrinsic(text: string): boolean {
  return text.startsWith('States.');
}

/** Reads a call. Throws, naming `where`, for a function that the local stack does not know. */
export function parseIntrinsic(text: string, where: string): Expression {
  const known = parsed.get(text);
  if (known) return known;
  TOKEN.lastIndex = 0;
  const expression = parseOne(text, where);
  if (TOKEN.lastIndex !== text.trimEnd().length) throw new Error(`${where}: ${text} has more after its end`);
  parsed.set(text, expression);
  return expression;
}

/** Evaluates a call. @throws StatesError `States.IntrinsicFailure` or, for a path that finds nothing, `States.ParameterPathFailure` */
export function callIntrinsic(text: string, input: unknown, scope: Scope): unknown {
  return valueOf(parseIntrinsic(text, 'an intrinsic function'), input, scope);
}

function valueOf(expression: Expression, input: unknown, scope: Scope): unknown {
  if ('literal' in expression) return expression.literal;
  if ('path' in expression) return found(expression.path, input, scope, 'States.ParameterPathFailure');
  const args = expression.args.map((arg) => valueOf(arg, input, scope));
  try {
    return FUNCTIONS[expression.call]!(args);
  } catch (error) {
    throw new StatesError('States.IntrinsicFailure', `${expression.call}: ${(error as Error).message}`);
  }
}

function parseOne(text: string, where: string): Expression {
  const [, call, quoted, literal, path] = nextToken(text, where);
  if (call !== undefined) {
    if (!FUNCTIONS[call]) throw new Error(`${where}: the intrinsic function ${call} is not known`);
    return { call, args: parseArguments(text, where) };
  }
  if (quoted !== undefined) return { literal: quoted.replace(/\\(.)/g, '$1') };
  if (literal !== undefined) return { literal: JSON.parse(literal) as unknown };
  if (path === undefined) throw new Error(`${where}: ${text} cannot be read`);
  parseReference(path, where);
  return { path };
}

function parseArguments(text: string, where: string): Expression[] {
  const args: Expression[] = [];
  for (;;) {
    args.push(parseOne(text, where));
    const [, , , , , mark] = nextToken(text, where);
    if (mark === ')') return args;
    if (mark !== ',') throw new Error(`${where}: ${text} cannot be read`);
  }
}

function nextToken(text: string, where: string): RegExpExecArray {
  const token = TOKEN.exec(text);
  if (!token) throw new Error(`${where}: ${text} cannot be read`);
  return token;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
