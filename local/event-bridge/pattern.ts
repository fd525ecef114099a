import { fieldsOf, joined, type Elements, type Field } from './event-fields';
import { parseValueTest, type ValueTest } from './value-test';

/** One field that a pattern tests: any one of the tests is enough. */
interface FieldTest {
  readonly path: string;
  readonly anyOf: readonly ValueTest[];
}

/** A pattern as the alternatives that its `$or`s leave, each a list of fields that must all pass, in order of their paths. */
export type CompiledPattern = readonly (readonly FieldTest[])[];

/** More alternatives than this EventBridge refuses, too. */
const MOST_ALTERNATIVES = 1000;

/**
 * Reads and checks an event pattern once. `where` names the rule in errors.
 * @throws Error for whatever this matcher would not match as EventBridge does, naming the field
 */
export function compilePattern(pattern: unknown, where: string): CompiledPattern {
  const alternatives = parseObject(pattern, '', where);
  return alternatives.map((tests) => [...tests].sort((one, other) => (one.path < other.path ? -1 : 1)));
}

/**
 * Whether the event matches. Follows AWS's event-ruler: the event's leaves are tested path by path, and leaves that come
 * from one array of objects must come from the same element of it.
 * @see https://github.com/aws/event-ruler
 */
export function matchesCompiled(pattern: CompiledPattern, event: unknown): boolean {
  const fields = fieldsOf(event);
  return pattern.some((tests) => passes(tests, 0, new Map(), fields));
}

/** Reads the pattern and puts it to one event; where a pattern is used often, keep what `compilePattern` answers. */
export function matches(pattern: unknown, event: unknown): boolean {
  return matchesCompiled(compilePattern(pattern, 'event pattern'), event);
}

function passes(tests: readonly FieldTest[], index: number, elements: Elements, fields: Map<string, Field[]>): boolean {
  const test = tests[index];
  if (!test) return true;
  const reachable = (fields.get(test.path) ?? []).flatMap((field) => {
    const together = joined(elements, field.elements);
    return together ? [{ value: field.value, together }] : [];
  });
  if (reachable.length === 0) return test.anyOf.includes('absent') && passes(tests, index + 1, elements, fields);
  return reachable.some(
    ({ value, together }) =>
      test.anyOf.some((check) => check !== 'absent' && check(value)) && passes(tests, index + 1, together, fields),
  );
}

function parseObject(pattern: unknown, path: string, where: string): FieldTest[][] {
  const place = `${where}: ${path || 'the event pattern'}`;
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) {
    throw new Error(`${place} must be an object, or a list of values`);
  }
  const entries = Object.entries(pattern);
  if (entries.length === 0) throw new Error(`${place} tests nothing`);
  let alternatives: FieldTest[][] = [[]];
  for (const [key, value] of entries) {
    const choices = isOr(key, value)
      ? value.flatMap((choice) => parseObject(choice, path, where))
      : parseField(value, path === '' ? key : `${path}.${key}`, where);
    alternatives = alternatives.flatMap((tests) => choices.map((choice) => combined(tests, choice, where)));
    if (alternatives.length > MOST_ALTERNATIVES) throw new Error(`${place}: its $or leave too many alternatives`);
  }
  return alternatives;
}

function isOr(key: string, value: unknown): value is unknown[] {
  const lists = Array.isArray(value) && value.length > 1;
  return key === '$or' && lists && value.every((item) => typeof item === 'object' && item !== null);
}

function parseField(value: unknown, path: string, where: string): FieldTest[][] {
  if (!Array.isArray(value)) return parseObject(value, path, where);
  if (value.length === 0) throw new Error(`${where}: ${path} has an empty list, which no event matches`);
  return [[{ path, anyOf: value.map((item) => parseValueTest(item, `${where}: ${path}`)) }]];
}

/** EventBridge's own answer for a field tested both inside and outside an `$or` is not one to rely on, so such a pattern is refused. */
function combined(tests: FieldTest[], more: FieldTest[], where: string): FieldTest[] {
  const twice = more.find(({ path }) => tests.some((test) => test.path === path));
  if (twice) throw new Error(`${where}: ${twice.path} is tested in an $or and beside it; test it in one place`);
  return [...tests, ...more];
}
