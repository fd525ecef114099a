import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import db, { type Batch, type Store } from 'dynalite/db';
import { type Item } from './attribute-values';
import { tableNotFound } from './dynamodb-error';
import {
  describe,
  indexEntriesOf,
  indexesOf,
  indexPrefix,
  itemPrefix,
  type ResolvedTable,
  type TableDescription,
} from './table-description';

/** Above every character that dynalite's keys are made of. */
const LAST = '\xff';

/** Where items lie: LevelDB in a directory, or memory. Reads answer at once; a batch is stored as a whole or not at all. */
export class TableStorage {
  private readonly descriptions = new Map<string, TableDescription>();
  /** The store as dynalite's reading actions want it, spared the look-up of the table's description at each call. */
  readonly reading: Store;
  private readonly store: ReturnType<typeof db.create>;

  constructor(directory: string | undefined) {
    if (directory !== undefined) mkdirSync(directory, { recursive: true });
    this.store = db.create(directory === undefined ? {} : { path: join(directory, 'dynamodb') });
    this.reading = {
      ...this.store,
      getTable: (name, done) => {
        const table = this.descriptions.get(name);
        return table ? done(null, table) : done(tableNotFound());
      },
      getItemDb: (table) => ({
        ...this.store.getItemDb(table),
        get: (key, done) => done(null, this.item(table, key)),
      }),
    };
  }

  /** Creates the tables that are new, and fills or drops indexes that the template has changed since. */
  async open(tables: readonly ResolvedTable[], now: number): Promise<void> {
    await this.store.db.open();
    for (const table of tables) await this.openTable(describe(table, this.store, now));
  }

  close(): Promise<void> {
    return this.store.db.close();
  }

  has(name: string): boolean {
    return this.descriptions.has(name);
  }

  tableNames(): string[] {
    return [...this.descriptions.keys()].sort();
  }

  /** Throws ResourceNotFoundException. */
  table(name: string): TableDescription {
    const table = this.descriptions.get(name);
    if (!table) throw tableNotFound();
    return table;
  }

  item(table: string, key: string): Item | undefined {
    return this.read(itemPrefix(table) + key) as Item | undefined;
  }

  read(key: string): unknown {
    return this.store.db.getSync(key);
  }

  entries(prefix: string): AsyncIterable<[string, unknown]> {
    return this.store.db.iterator({ gte: prefix, lt: prefix + LAST });
  }

  commit(operations: Batch): Promise<void> {
    return this.store.db.batch(operations);
  }

  private async openTable(table: TableDescription): Promise<void> {
    const place = `table~${table.TableName}`;
    const before = this.read(place) as TableDescription | undefined;
    if (before && JSON.stringify(before.KeySchema) !== JSON.stringify(table.KeySchema)) {
      throw new Error(
        `Table ${table.TableName}: the stored data have another primary key than the template. Start with --fresh.`,
      );
    }
    const created = { ...table, CreationDateTime: before?.CreationDateTime ?? table.CreationDateTime };
    if (before && indexesChanged(before, table)) await this.rebuildIndexes(before, table);
    await this.store.db.put(place, created);
    this.descriptions.set(table.TableName, created);
  }

  private async rebuildIndexes(before: TableDescription, table: TableDescription): Promise<void> {
    for (const { kind, index } of indexesOf(before)) {
      const prefix = indexPrefix(kind, before.TableName, index.IndexName);
      await this.store.db.clear({ gte: prefix, lt: prefix + LAST });
    }
    const items = itemPrefix(table.TableName);
    for await (const item of this.store.db.values({ gte: items, lt: items + LAST })) {
      await this.commit(indexEntriesOf(table, item as Item).map((entry) => ({ type: 'put', ...entry })));
    }
  }
}

function indexesChanged(before: TableDescription, after: TableDescription): boolean {
  const schema = (table: TableDescription) =>
    JSON.stringify([
      table.AttributeDefinitions,
      ...indexesOf(table).map(({ kind, index: i }) => [kind, i.IndexName, i.KeySchema, i.Projection]),
    ]);
  return schema(before) !== schema(after);
}
