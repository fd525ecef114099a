import fc from 'fast-check';

/** Twelve kinds of value that stand where none of its kind belongs. */
export const junkKinds: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  nothing: fc.constantFrom(null, undefined),
  'an empty list or object': fc.constantFrom([], {}),
  'a number that is no number of its kind': fc.constantFrom(0, -0, -1, 1e400, -1e400, NaN, 2 ** 53 + 1, 1e-320, 0.1),
  'a truth value': fc.boolean(),
  'a text without content': fc.constantFrom('', ' ', '\n', '\u0000', '\ufeff', '\u2028'),
  'a text of another kind': fc.constantFrom('NaN', 'null', '2027-13-45T99:99:99Z', '{"a":', '1e400', 'ALARM', 'OK'),
  'a broken emoji': fc.constantFrom('\ud83d', '\ude00', 'a\ud83db', `${'x'.repeat(999)}😀`, `${'x'.repeat(49)}😀`),
  'a huge text': fc.constantFrom('x'.repeat(100_000), '\ud800'.repeat(50_000), ' '.repeat(100_000), '{'.repeat(50_000)),
  'a list where one value belongs': fc.array(fc.jsonValue({ maxDepth: 1 }), { maxLength: 4 }),
  'an object where a text belongs': fc.constantFrom({ toString: 'no function' }, { length: 7 }, { value: 'ALARM' }),
  'deep nesting': fc.constantFrom(deep('list'), deep('object')),
  'keys of the prototype': fc.constantFrom(
    parsed('{"__proto__":{"polluted":true,"value":"ALARM"}}'),
    parsed('{"constructor":{"prototype":{"polluted":true}}}'),
    '__proto__',
    'constructor',
    'hasOwnProperty',
    'toString',
  ),
};

/** What may be done to one place of an event. */
type Damage = 'replace' | 'delete' | 'nest' | 'double' | 'poison';
const damages: readonly Damage[] = ['replace', 'replace', 'replace', 'delete', 'nest', 'double', 'poison'];

export interface Wound {
  readonly damage: Damage;
  /** Which place of the event, counted round and round. */
  readonly place: number;
  readonly junk: unknown;
}

/** One wound at any place of an event. */
export const wound: fc.Arbitrary<Wound> = fc.record({
  damage: fc.constantFrom(...damages),
  place: fc.nat(10_000),
  junk: fc.oneof(...Object.values(junkKinds)),
});

/** The event with the wounds, one after another; the event given stays as it is. */
export function wounded(event: Record<string, unknown>, wounds: readonly Wound[]): unknown {
  const copy = structuredClone(event);
  // Junk of its own for each wound: one may tear into the junk of another, and what is torn must not be used again.
  for (const each of wounds) inflict(copy, structuredClone(each));
  return copy;
}

type Place = { readonly parent: Record<string, unknown>; readonly key: string };

function inflict(event: Record<string, unknown>, { damage, place, junk }: Wound): void {
  const all = placesIn(event);
  const at = all[place % all.length];
  if (!at) return;
  const { parent, key } = at;
  if (damage === 'replace') parent[key] = junk;
  else if (damage === 'delete') delete parent[key];
  else if (damage === 'nest') parent[key] = { [key]: parent[key] };
  else if (damage === 'double') parent[key] = [parent[key], parent[key]];
  else
    Object.defineProperty(parent, '__proto__', { value: junk, enumerable: true, configurable: true, writable: true });
}

/** Every field of the event, and of what is in it, down to where junk has gone deeper than any event does. */
function placesIn(value: unknown, depth = 0): Place[] {
  if (typeof value !== 'object' || value === null || depth > 8) return [];
  const parent = value as Record<string, unknown>;
  return Object.keys(parent).flatMap((key) => [{ parent, key }, ...placesIn(parent[key], depth + 1)]);
}

function parsed(json: string): unknown {
  return JSON.parse(json);
}

/** Deeper than any event, not so deep that cloning it fails. */
function deep(kind: 'list' | 'object'): unknown {
  let value: unknown = 'ALARM';
  for (let depth = 0; depth < 1_000; depth++) value = kind === 'list' ? [value] : { value, state: 'ALARM' };
  return value;
}
