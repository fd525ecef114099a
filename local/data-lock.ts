import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning } from './running-process';

/** The data is used by another running stack. */
export class DataInUse extends Error {
  constructor(directory: string, pid: number) {
    super(
      `${directory} is used by a stack that runs already (process ${pid}). Stop that one, or choose another folder: --data <dir>`,
    );
  }
}

/**
 * Makes this process the only user of the data. A lock whose process is gone (`kill -9`) is taken over.
 * @returns gives it back
 * @throws DataInUse
 */
export function lockData(directory: string): () => void {
  mkdirSync(directory, { recursive: true });
  const path = join(directory, 'lock');
  for (;;) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const holder = Number(readFileSync(path, 'utf8'));
      if (holder !== process.pid && isRunning(holder)) throw new DataInUse(directory, holder);
      rmSync(path, { force: true });
    }
  }
}
