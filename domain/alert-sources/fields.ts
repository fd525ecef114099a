/** The longest text that is taken over from an event: enough for any name or reason, too short to hurt. */
const longestText = 1_000;
const mostEntries = 50;

export type Fields = Readonly<Record<string, unknown>>;

/** The object itself, or an empty one for anything that is not a plain object: reading goes on, nothing throws. */
export function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}

/** An own field of an object; never one that it inherits. */
export function field(value: unknown, name: string): unknown {
  const object = fields(value);
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A non-empty text, cut to a sane length and well-formed; undefined for anything else. */
export function text(value: unknown, longest = longestText): string | undefined {
  if (typeof value !== 'string') return undefined;
  const cut = wellFormed(value.slice(0, longest)).trim();
  return cut === '' ? undefined : cut;
}

/** What stands at the end of a path of names and places: `detail.userIdentity.type`, `resources.0`. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce((inner, name) => {
    if (/^\d+$/.test(name)) return list(inner)[Number(name)];
    return field(inner, name);
  }, value);
}

/** Text entries of an object (tags, dimensions), without a prototype, bounded in number and length. */
export function texts(value: unknown): Record<string, string> {
  const read = Object.create(null) as Record<string, string>;
  const object = fields(value);
  // Keys first, then a few values: entries of an object with 100,000 of them take longer than everything else.
  for (const key of Object.keys(object).slice(0, mostEntries)) {
    const known = text(object[key]);
    if (known !== undefined) read[wellFormed(key.slice(0, 200))] = known;
  }
  return read;
}

export function number(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]).slice(0, 500) : [];
}

/** The value of a JSON text that is an object, else an empty object. */
export function json(value: unknown): Fields {
  if (typeof value !== 'string' || value.length > 100_000) return fields(value);
  try {
    return fields(JSON.parse(value));
  } catch {
    return {};
  }
}

/** Lone halves of surrogate pairs become U+FFFD (`String.prototype.toWellFormed`, which Node 20 has and ES2023 types lack). */
function wellFormed(value: string): string {
  if (!/[\uD800-\uDFFF]/.test(value)) return value;
  return value.replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '\uFFFD');
}
