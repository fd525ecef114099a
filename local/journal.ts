import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * An append-only list of JSON records that survives `kill -9`: one line each, handed to the operating system before
 * `append` returns. A half-written last line, which only a power cut can leave, is dropped at replay.
 */
export interface Journal<T> {
  /** Every record so far, oldest first. */
  replay(): T[];
  append(record: T): void;
  /** Puts these records in place of all earlier ones, at once or not at all: compaction. */
  rewrite(records: readonly T[]): void;
}

/** A journal in the file `<directory>/<name>.jsonl`; with no directory it lives in memory only, for tests. */
export function openJournal<T>(directory: string | undefined, name: string): Journal<T> {
  return directory === undefined ? memoryJournal() : fileJournal(join(directory, `${name}.jsonl`));
}

function memoryJournal<T>(): Journal<T> {
  let records: string[] = [];
  return {
    replay: () => records.map((line) => JSON.parse(line) as T),
    append: (record) => void records.push(JSON.stringify(record)),
    rewrite: (next) => void (records = next.map((record) => JSON.stringify(record))),
  };
}

function fileJournal<T>(path: string): Journal<T> {
  mkdirSync(dirname(path), { recursive: true });
  return {
    replay: () =>
      existsSync(path)
        ? readFileSync(path, 'utf8')
            .split('\n')
            .flatMap(parsed<T>)
        : [],
    append: (record) => appendFileSync(path, `${JSON.stringify(record)}\n`),
    rewrite: (records) => {
      writeFileSync(`${path}.new`, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
      renameSync(`${path}.new`, path);
    },
  };
}

function parsed<T>(line: string): T[] {
  if (line === '') return [];
  try {
    return [JSON.parse(line) as T];
  } catch {
    return [];
  }
}
