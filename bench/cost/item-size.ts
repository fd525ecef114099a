/** An item or value in DynamoDB's own JSON: `{ S: 'text' }`. */
export type Value = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, Value>>;

const utf8 = (text: string) => Buffer.byteLength(text, 'utf8');

/**
 * How many bytes DynamoDB counts for an item: names and values in UTF-8; numbers about a byte for two digits and one
 * more; lists and maps three bytes and one for each element.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function itemSize(item: Item): number {
  return Object.entries(item).reduce((size, [name, value]) => size + utf8(name) + valueSize(value), 0);
}

/** @throws Error for a type that Tocsin's table does not hold */
export function valueSize(value: Value): number {
  const [[type, held]] = Object.entries(value) as [[string, unknown]];
  switch (type) {
    case 'S':
      return utf8(held as string);
    case 'N':
      return Math.ceil((held as string).replace(/[-.]/g, '').length / 2) + 1;
    case 'BOOL':
    case 'NULL':
      return 1;
    case 'L':
      return 3 + (held as Value[]).reduce((size, element) => size + 1 + valueSize(element), 0);
    case 'M':
      return 3 + Object.keys(held as Item).length + itemSize(held as Item);
    default:
      throw new Error(`bench/cost does not know the size of DynamoDB's type ${type}.`);
  }
}
