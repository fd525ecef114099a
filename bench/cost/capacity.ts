import type { ChangeRecord } from '../../local/dynamodb/change-feed';
import { itemSize, type Item } from './item-size';

/** The key attributes of an index that projects keys only. */
export type IndexKeys = readonly string[];

/** A call to DynamoDB that was answered. */
export interface TableCall {
  readonly operation: string;
  readonly input: TableInput;
  readonly output: TableOutput;
  /** What it changed in the table. */
  readonly changes: readonly Pick<ChangeRecord, 'keys' | 'oldImage' | 'newImage'>[];
}

/** The parts of all inputs that matter for capacity. */
export interface TableInput {
  readonly Item?: Item;
  readonly Key?: Item;
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<
    Record<
      string,
      | { readonly Keys?: readonly Item[]; readonly ConsistentRead?: boolean }
      | readonly { readonly PutRequest: { readonly Item: Item } }[]
    >
  >;
  readonly TransactItems?: readonly Readonly<
    Record<string, { readonly Item?: Item; readonly Key?: Item } | undefined>
  >[];
}

/** The parts of all outputs that matter for capacity. */
export interface TableOutput {
  readonly Item?: Item;
  readonly Items?: readonly Item[];
  readonly Responses?: Readonly<Record<string, readonly Item[]>>;
}

/** The read and write units of a call. */
export interface Capacity {
  readonly reads: number;
  readonly writes: number;
}

/**
 * What a call consumes, by AWS's rules: a write unit per started KB of the larger of old and new item, twice that in a
 * transaction; a write that was refused as much as it would have cost; index entries a unit each, two when they move;
 * a read unit per started 4 KB, half of it when eventually consistent.
 */
export function capacityOf(call: TableCall, indexes: readonly IndexKeys[]): Capacity {
  const written = writtenItems(call);
  if (written.length === 0) return { reads: readUnits(call), writes: 0 };
  const factor = call.operation === 'TransactWriteItems' ? 2 : 1;
  const table = written.map((item) => factor * kilobytes(item, call)).reduce((sum, units) => sum + units, 0);
  const index = call.changes.flatMap((change) => indexes.map((keys) => indexUnits(change, keys)));
  return { reads: 0, writes: index.reduce((sum, units) => sum + units, table) };
}

function writtenItems({ operation, input }: TableCall): Item[] {
  switch (operation) {
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [(input.Item ?? input.Key)!];
    case 'TransactWriteItems':
      return input.TransactItems!.flatMap((write) =>
        Object.values(write).flatMap((one) => (one ? [(one.Item ?? one.Key)!] : [])),
      );
    case 'BatchWriteItem':
      return Object.values(input.RequestItems!).flatMap((writes) =>
        (writes as readonly { readonly PutRequest: { readonly Item: Item } }[]).map(
          ({ PutRequest }) => PutRequest.Item,
        ),
      );
    default:
      return [];
  }
}

/** @param written the whole item, or its key when it was updated */
function kilobytes(written: Item, { changes }: TableCall): number {
  const change = changes.find(({ keys }) => Object.entries(keys).every(([name, key]) => same(written[name], key)));
  const sizes = [written, change?.oldImage, change?.newImage].map((image) => (image ? itemSize(image as Item) : 0));
  return Math.ceil(Math.max(1, ...sizes) / 1024);
}

function indexUnits({ oldImage, newImage }: TableCall['changes'][number], keys: IndexKeys): number {
  const entry = (image: Item | undefined) =>
    image && keys.every((key) => image[key]) ? keys.map((key) => image[key]) : undefined;
  const [before, after] = [entry(oldImage as Item | undefined), entry(newImage as Item | undefined)];
  if (!before || !after) return before || after ? 1 : 0;
  return same(before, after) ? 0 : 2;
}

function readUnits({ operation, input, output }: TableCall): number {
  const units = (bytes: number, consistent = false) => Math.ceil(Math.max(1, bytes) / 4096) * (consistent ? 1 : 0.5);
  const total = (items: readonly Item[]) => items.reduce((sum, item) => sum + itemSize(item), 0);
  switch (operation) {
    case 'GetItem':
      return units(total(output.Item ? [output.Item] : []), input.ConsistentRead);
    case 'Query':
      return units(total(output.Items ?? []), input.ConsistentRead);
    case 'BatchGetItem':
      return Object.entries(input.RequestItems!).reduce((sum, [table, asked]) => {
        const { Keys = [], ConsistentRead } = asked as {
          readonly Keys?: readonly Item[];
          readonly ConsistentRead?: boolean;
        };
        const found = output.Responses?.[table] ?? [];
        const missing = Keys.length - found.length;
        return found.reduce(
          (each, item) => each + units(itemSize(item), ConsistentRead),
          sum + missing * units(0, ConsistentRead),
        );
      }, 0);
    default:
      throw new Error(`bench/cost does not know what ${operation} consumes.`);
  }
}

function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
