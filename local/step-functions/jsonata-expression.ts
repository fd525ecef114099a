import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Scope } from './scope';
import { StatesError } from './states-error';

const WRAPPED = /^\{%([\s\S]*)%\}$/;
const compiled = new Map<string, jsonata.Expression>();

/** Compiles every `{% … %}` in the value. Throws, naming `where`, for one that is no JSONata. */
export function checkExpressions(value: unknown, where: string): void {
  if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) checkExpressions(item, `${where}.${key}`);
    return;
  }
  const source = typeof value === 'string' ? WRAPPED.exec(value)?.[1] : undefined;
  if (source === undefined) return;
  try {
    expressionOf(source);
  } catch (error) {
    throw new Error(`${where}: ${value} is not JSONata: ${(error as Error).message}`);
  }
}

/**
 * The value with every `{% … %}` in it evaluated. `states` is what the expressions find in `$states` beside input and context.
 * @throws StatesError `States.QueryEvaluationError` when one fails or yields nothing
 */
export async function evaluated(
  value: unknown,
  scope: Scope,
  states: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  if (typeof value === 'string') {
    const source = WRAPPED.exec(value)?.[1];
    return source === undefined ? value : evaluate(source, scope, states);
  }
  if (Array.isArray(value)) return Promise.all(value.map((item) => evaluated(item, scope, states)));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    async ([key, item]) => [key, await evaluated(item, scope, states)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}

async function evaluate(source: string, scope: Scope, states: Readonly<Record<string, unknown>>): Promise<unknown> {
  const plain = plainValue(source, { input: scope.input, ...states });
  if (plain !== undefined) return plain;
  const bindings = {
    now: () => new Date(scope.now).toISOString(),
    millis: () => scope.now,
    ...scope.variables,
    states: {
      input: scope.input,
      get context() {
        return scope.context();
      },
      ...states,
    },
  };
  let result: unknown;
  try {
    result = await expressionOf(source).evaluate(undefined, bindings);
  } catch (error) {
    throw new StatesError('States.QueryEvaluationError', `${source.trim()}: ${(error as Error).message}`);
  }
  if (result === undefined || typeof result === 'function') {
    throw new StatesError('States.QueryEvaluationError', `The expression ${source.trim()} returned nothing`);
  }
  return typeof result === 'object' ? (JSON.parse(JSON.stringify(result)) as unknown) : result;
}

const PATH = /^\s*\$states((?:\.[a-zA-Z]\w*)+)\s*$/;

/** What most expressions are, `$states.input.name` with a plain value there, without the interpreter; undefined for all else. */
function plainValue(source: string, states: Readonly<Record<string, unknown>>): string | number | boolean | undefined {
  const names = PATH.exec(source)?.[1]?.slice(1).split('.');
  if (!names) return undefined;
  let value: unknown = states;
  for (const name of names) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, name))
      return undefined;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  return ['string', 'number', 'boolean'].includes(typeof value) ? (value as string | number | boolean) : undefined;
}

function expressionOf(source: string): jsonata.Expression {
  let expression = compiled.get(source);
  if (!expression) {
    expression = jsonata(source);
    for (const [name, body] of Object.entries(FUNCTIONS)) expression.assign(name, body);
    compiled.set(source, expression);
  }
  return expression;
}

/**
 * What Step Functions adds to JSONata, and the one function that it takes away.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
 */
const FUNCTIONS = {
  uuid: () => randomUUID(),
  parse: (text: string) => JSON.parse(text) as unknown,
  hash: (data: string, algorithm: string) =>
    createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest('hex'),
  range: (first: number, last: number, step: number) =>
    Array.from({ length: Math.max(0, Math.floor((last - first) / step) + 1) }, (_, index) => first + index * step),
  partition: (list: unknown[], size: number) =>
    Array.from({ length: Math.ceil(list.length / size) }, (_, index) => list.slice(index * size, (index + 1) * size)),
  eval: () => {
    throw new Error('Step Functions has no $eval');
  },
};
