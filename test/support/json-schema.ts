type Schema = Readonly<Record<string, unknown>>;

/** The keywords that the schemas of docs/schemas use; any other one is refused, so that none is overlooked. */
const checks: Readonly<Record<string, (rule: never, value: unknown, schema: Schema) => boolean>> = {
  type: (rule: string, value) => typeOf(value) === rule,
  enum: (rule: readonly unknown[], value) => rule.includes(value),
  pattern: (rule: string, value) => typeof value !== 'string' || new RegExp(rule, 'u').test(value),
  maxLength: (rule: number, value) => typeof value !== 'string' || [...value].length <= rule,
  required: (rule: readonly string[], value) => !isObject(value) || rule.every((name) => Object.hasOwn(value, name)),
  properties: (rule: Readonly<Record<string, Schema>>, value) =>
    !isObject(value) ||
    Object.entries(rule).every(([name, inner]) => !Object.hasOwn(value, name) || fitsSchema(inner, value[name])),
  additionalProperties: (rule: Schema, value, { properties }) =>
    !isObject(value) ||
    Object.entries(value).every(([name, inner]) => Object.hasOwn(properties ?? {}, name) || fitsSchema(rule, inner)),
  items: (rule: Schema, value) => !Array.isArray(value) || value.every((inner) => fitsSchema(rule, inner)),
};
const notes = ['$schema', 'title', 'description'];

/**
 * True if a JSON value fits a JSON Schema (draft 2020-12, the few keywords that ours use).
 * @throws Error for a keyword that is not checked here
 */
export function fitsSchema(schema: Schema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, rule]) => {
    if (notes.includes(keyword)) return true;
    const check = Object.hasOwn(checks, keyword) ? checks[keyword] : undefined;
    if (!check)
      throw new Error(`The schema's keyword "${keyword}" is not checked. Add it to test/support/json-schema.ts.`);
    return check(rule as never, value, schema);
  });
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}
