/** The parts of dynalite 4.0.0 (pinned) that the engine stands on. The package brings no types and no public door to its insides. */
declare module 'dynalite/db' {
  type Item = import('./attribute-values').Item;
  type TableDescription = import('./table-description').TableDescription;

  type Done<T> = (error: unknown, result?: T) => void;
  type Rejection = Error & { statusCode: number; body: { __type: string; message?: string } };

  export interface ItemDb {
    lock(key: string, work: (release: <T>(done: T) => T) => void): void;
    get(key: string, done: Done<Item>): void;
    put(key: string, item: Item, done: Done<void>): void;
    del(key: string, done: Done<void>): void;
  }

  export type Batch = ({ type: 'put'; key: string; value: unknown } | { type: 'del'; key: string })[];
  interface Range {
    gte: string;
    lt: string;
  }

  /** An abstract-level 3 database: LevelDB on disk, or a sorted tree in memory. */
  interface Level {
    open(): Promise<void>;
    getSync(key: string): unknown;
    put(key: string, value: unknown): Promise<void>;
    batch(operations: Batch): Promise<void>;
    clear(range: Range): Promise<void>;
    values(range: Range): AsyncIterable<unknown>;
    iterator(range: Range): AsyncIterable<[string, unknown]>;
    close(): Promise<void>;
  }

  /** What dynalite's actions ask of the place where items are kept. */
  export interface Store {
    options: { maxItemSize: number };
    /** dynalite passes a flag before `done` only where tables are described, which we do ourselves. */
    getTable(name: string, done: Done<TableDescription>): void;
    getItemDb(table: string): ItemDb;
    getIndexDb(type: string, table: string, index: string): Pick<ItemDb, 'put' | 'del'>;
  }

  interface IndexActions {
    puts: { index: string; key: string; item: Item }[];
  }

  const db: {
    create(options: { path?: string }): Store & { db: Level };
    validationError(message: string): Rejection;
    validateKey(key: Item, table: TableDescription): Rejection | null | undefined;
    validateItem(item: Item, table: TableDescription): Rejection | null | undefined;
    createKey(item: Item, table: TableDescription): string;
    checkConditional(parsed: object, item: Item | undefined): Rejection | null | undefined;
    getIndexActions(indexes: unknown, existing: undefined, item: Item, table: TableDescription): IndexActions;
  };
  export default db;
}

declare module 'dynalite/validations' {
  interface Rules {
    types: object;
    custom?: (data: object, store: object) => string | undefined;
  }
  const validations: {
    /** Answers a checked copy; strips unknown members from `data` itself. */
    checkTypes(data: object, types: object): Record<string, unknown>;
    checkValidations(data: object, types: object, custom: Rules['custom'], store: object): void;
  };
  export default validations;
}

declare module 'dynalite/validations/*' {
  const rules: { types: object; custom?: (data: object, store: object) => string | undefined };
  export default rules;
}

declare module 'dynalite/actions/*' {
  const action: (
    store: import('dynalite/db').Store,
    data: object,
    done: (error: unknown, result?: Record<string, unknown>) => void,
  ) => void;
  export default action;
}
