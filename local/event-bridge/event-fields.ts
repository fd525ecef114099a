import type { Leaf } from './value-test';

/** Which element of which array a leaf lies in: the array's number (in order of appearance) and the element's index. */
export type Elements = ReadonlyMap<number, number>;

/** A leaf of an event and the array elements that it lies in. */
export interface Field {
  readonly value: Leaf;
  readonly elements: Elements;
}

/** The leaves of an event by their dotted path, as EventBridge itself flattens an event. A list of plain values is several leaves at one path. */
export function fieldsOf(event: unknown): Map<string, Field[]> {
  const fields = new Map<string, Field[]>();
  let arrays = 0;
  const visit = (value: unknown, path: string, elements: Elements): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((item: unknown, index) => {
        const inside = typeof item === 'object' && item !== null ? new Map([...elements, [array, index]]) : elements;
        visit(item, path, inside);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`, elements);
    } else if (value !== undefined) {
      const known = fields.get(path);
      const field = { value: value as Leaf, elements };
      if (known) known.push(field);
      else fields.set(path, [field]);
    }
  };
  visit(event, '', new Map());
  return fields;
}

/** Both places together, or undefined when they are different elements of one array. */
export function joined(first: Elements, second: Elements): Elements | undefined {
  for (const [array, index] of second) {
    const other = first.get(array);
    if (other !== undefined && other !== index) return undefined;
  }
  return second.size === 0 ? first : new Map([...first, ...second]);
}
