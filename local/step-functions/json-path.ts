/** Stands for every element of an array or every value of an object: `[*]`. */
const EVERY = Symbol('every');

/** A parsed JSONPath: the names and indexes to follow from the root. */
export type JsonPath = readonly (string | number | typeof EVERY)[];

const STEP = /\.([\w-]+)|\[(-?\d+)\]|\[(\*)\]|\.(\*)|\['([^']+)'\]|\["([^"]+)"\]/y;

/**
 * Parses a path such as `$.detail.items[0]['detail-type']` or `$.items[*].id`. `$` is the whole.
 * @throws Error, naming `where`, for filters, slices and `..`, which nothing here needs
 */
export function parsePath(text: string, where: string): JsonPath {
  const steps: (string | number | typeof EVERY)[] = [];
  if (!text.startsWith('$')) throw new Error(`${where}: the path ${text} does not start with $`);
  STEP.lastIndex = 1;
  while (STEP.lastIndex < text.length) {
    const match = STEP.exec(text);
    if (!match) throw new Error(`${where}: the path ${text} is of a kind that the local stack does not follow`);
    const [, name, index, every, everyValue, quoted, doubleQuoted] = match;
    if (index !== undefined) steps.push(Number(index));
    else steps.push(every || everyValue ? EVERY : (name ?? quoted ?? doubleQuoted)!);
  }
  return steps;
}

/** The value at the path, or undefined when there is none; with `[*]` in the path, the list of all values there. */
export function valueAt(root: unknown, path: JsonPath): unknown {
  let values = [root];
  for (const step of path) values = values.flatMap((value) => children(value, step));
  return path.includes(EVERY) ? values : values[0];
}

function children(value: unknown, step: JsonPath[number]): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  if (step === EVERY) return Object.values(value);
  if (Array.isArray(value)) {
    const item: unknown = typeof step === 'number' ? value.at(step) : undefined;
    return item === undefined ? [] : [item];
  }
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}

/**
 * A copy of `root` with `value` at the path, its objects made where they are missing, as ResultPath does.
 * @throws Error when the path goes through something that is not an object, or through a list
 */
export function withValueAt(root: unknown, path: JsonPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  const parent = root ?? {};
  if (typeof step !== 'string' || typeof parent !== 'object' || Array.isArray(parent)) {
    throw new Error(`a result cannot be put at ${String(step)} of ${JSON.stringify(root)}`);
  }
  return { ...parent, [step]: withValueAt((parent as Record<string, unknown>)[step], rest, value) };
}
