import db, { type Batch, type Store } from 'dynalite/db';
import { type Checked } from './actions';
import { type Item } from './attribute-values';
import { asDynamoDbError, tableNotFound } from './dynamodb-error';
import { indexPrefix, itemPrefix, type TableDescription } from './table-description';
import { type TableStorage } from './table-storage';

/** One item before and after a write; undefined where there was none. */
export interface ItemChange {
  readonly table: TableDescription;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
}

/**
 * A store for dynalite's writing actions that only notes down what they would write, items and index entries alike. The
 * notes are committed as one batch, so that a transaction is whole after `kill -9` and needs no rollback when refused.
 * It expects each item to be written at most once, and all calls under the engine's write lock.
 */
export class StagedWrites implements Store {
  readonly operations: Batch = [];
  readonly changes: ItemChange[] = [];
  /** What the latest action found under its key. */
  latestBefore: Item | undefined;
  readonly options: Store['options'];

  constructor(private readonly storage: TableStorage) {
    this.options = { maxItemSize: 400 * 1024 };
  }

  /** A ConditionCheck: reads and compares, notes nothing down. Throws DynamoDbError. */
  checkOnly(checked: Checked): void {
    const table = this.storage.table(checked.TableName as string);
    const key = checked.Key as Item;
    const invalid = db.validateKey(key, table);
    if (invalid) throw asDynamoDbError(invalid);
    this.latestBefore = this.storage.item(table.TableName, db.createKey(key, table));
    const failed = db.checkConditional(checked, this.latestBefore);
    if (failed) throw asDynamoDbError(failed);
  }

  getTable: Store['getTable'] = (name, done) => {
    let table: TableDescription;
    try {
      table = this.storage.table(name);
    } catch {
      return done(tableNotFound());
    }
    done(null, table);
  };

  getItemDb: Store['getItemDb'] = (name) => {
    const table = this.storage.table(name);
    return {
      lock: (_key, work) => work((done) => done),
      get: (key, done) => {
        this.latestBefore = this.storage.item(name, key);
        done(null, this.latestBefore);
      },
      put: (key, item, done) => {
        this.operations.push({ type: 'put', key: itemPrefix(name) + key, value: item });
        this.changes.push({ table, before: this.latestBefore, after: item });
        done(null);
      },
      del: (key, done) => {
        this.operations.push({ type: 'del', key: itemPrefix(name) + key });
        this.changes.push({ table, before: this.latestBefore, after: undefined });
        done(null);
      },
    };
  };

  getIndexDb: Store['getIndexDb'] = (kind, table, index) => {
    const prefix = indexPrefix(kind, table, index);
    return {
      put: (key, item, done) => {
        this.operations.push({ type: 'put', key: prefix + key, value: item });
        done(null);
      },
      del: (key, done) => {
        this.operations.push({ type: 'del', key: prefix + key });
        done(null);
      },
    };
  };
}
