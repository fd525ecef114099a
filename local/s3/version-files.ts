import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type StoredObject } from './stored-object';

/** Where the versions of one bucket lie. */
export interface VersionFiles {
  /** Every version stored so far, oldest first. */
  load(): StoredObject[];
  /** Stores a version, at once or not at all; answers it with its body read from where it was stored. */
  add(version: StoredObject): StoredObject;
  remove(version: StoredObject): void;
}

/** Keeps nothing: the versions live as long as the process. */
export function noFiles(): VersionFiles {
  return { load: () => [], add: (version) => version, remove: () => undefined };
}

/** Leaves room for the number and the ending within the 255 bytes of a file name. */
const LONGEST_NAME = 150;

/** A folder with two files per version: the body, and a JSON sidecar that makes it count. Each is put in place by a rename. */
export function filesIn(folder: string): VersionFiles {
  mkdirSync(folder, { recursive: true });
  const places = new Map<StoredObject, string>();
  let latest = 0;

  const stored = (sidecar: Omit<StoredObject, 'body'>, place: string): StoredObject => {
    const version = {
      ...sidecar,
      get body() {
        return readFileSync(`${place}.data`);
      },
    };
    places.set(version, place);
    return version;
  };

  return {
    load: () =>
      sidecarsIn(folder).map(({ place, number }) => {
        latest = Math.max(latest, number);
        return stored(JSON.parse(readFileSync(`${place}.json`, 'utf8')) as Omit<StoredObject, 'body'>, place);
      }),
    add: ({ body, ...sidecar }) => {
      latest++;
      const place = join(folder, `${encodeURIComponent(sidecar.key).slice(0, LONGEST_NAME)}.${latest}`);
      writeWhole(`${place}.data`, body);
      writeWhole(`${place}.json`, JSON.stringify(sidecar));
      return stored(sidecar, place);
    },
    remove: (version) => {
      const place = places.get(version);
      if (place === undefined || !existsSync(`${place}.json`)) return;
      rmSync(`${place}.json`);
      rmSync(`${place}.data`, { force: true });
      places.delete(version);
    },
  };
}

function sidecarsIn(folder: string): { place: string; number: number }[] {
  return readdirSync(folder)
    .flatMap((name) => {
      const number = /\.(\d+)\.json$/.exec(name)?.[1];
      return number === undefined ? [] : [{ place: join(folder, name.slice(0, -'.json'.length)), number: +number }];
    })
    .sort((one, other) => one.number - other.number);
}

function writeWhole(path: string, content: Buffer | string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}
