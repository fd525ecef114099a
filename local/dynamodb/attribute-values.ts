/** One value as DynamoDB's wire format writes it: exactly one member is set; `B` is base64. */
export interface AttributeValue {
  readonly S?: string;
  readonly N?: string;
  readonly B?: string;
  readonly BOOL?: boolean;
  readonly NULL?: boolean;
  readonly SS?: readonly string[];
  readonly NS?: readonly string[];
  readonly BS?: readonly string[];
  readonly L?: readonly AttributeValue[];
  readonly M?: Item;
}

/** An item, or its key, in DynamoDB JSON. */
export type Item = Readonly<Record<string, AttributeValue>>;

const SETS: readonly string[] = ['SS', 'NS', 'BS'];

/** Whether a write changed anything: maps and sets have no order, lists have. */
export function sameItem(one: Item | undefined, other: Item | undefined): boolean {
  return same(one, other, false);
}

function same(one: unknown, other: unknown, isSet: boolean): boolean {
  if (one === other) return true;
  if (Array.isArray(one) && Array.isArray(other)) return sameList(one, other, isSet);
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const names = Object.keys(one);
  if (names.length !== Object.keys(other).length) return false;
  return names.every((name) =>
    same((one as Record<string, unknown>)[name], (other as Record<string, unknown>)[name], SETS.includes(name)),
  );
}

function sameList(one: readonly unknown[], other: readonly unknown[], isSet: boolean): boolean {
  if (one.length !== other.length) return false;
  if (isSet && one.every((entry) => typeof entry === 'string')) {
    const entries = new Set(other);
    return one.every((entry) => entries.has(entry));
  }
  return one.every((entry, index) => same(entry, other[index], false));
}
