import { openJournal, type Journal } from './journal';

type Entry<V> = readonly [key: string, value: V] | readonly [key: string];

/**
 * A map that survives `kill -9`, in order of insertion: messages of a queue, invocations accepted but not run, records
 * of a stream. With no directory it lives in memory only.
 */
export class DurableMap<V> {
  private readonly values = new Map<string, V>();
  private readonly journal: Journal<Entry<V>> | undefined;
  private written = 0;

  constructor(directory: string | undefined, name: string) {
    if (directory === undefined) return;
    this.journal = openJournal<Entry<V>>(directory, name);
    for (const [key, value] of this.journal.replay()) {
      if (value === undefined) this.values.delete(key);
      else this.values.set(key, value);
    }
    this.compact();
  }

  get size(): number {
    return this.values.size;
  }

  get(key: string): V | undefined {
    return this.values.get(key);
  }

  /** Keeps its place in the order when the key is already there. */
  set(key: string, value: V): void {
    this.values.set(key, value);
    this.write([key, value]);
  }

  delete(key: string): void {
    if (this.values.delete(key)) this.write([key]);
  }

  clear(): void {
    this.values.clear();
    this.compact();
  }

  /** The live values, oldest first. */
  all(): IterableIterator<V> {
    return this.values.values();
  }

  private write(entry: Entry<V>): void {
    if (!this.journal) return;
    this.journal.append(entry);
    this.written++;
    if (this.written > 1000 + 4 * this.values.size) this.compact();
  }

  private compact(): void {
    this.journal?.rewrite([...this.values.entries()]);
    this.written = 0;
  }
}
