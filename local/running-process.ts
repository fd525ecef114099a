import { readFileSync } from 'node:fs';

/**
 * True while a process runs. One that was killed but that nobody has buried yet (a zombie, where the parent is gone too)
 * still answers signals; where the system tells its state, that counts.
 */
export function isRunning(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return !['Z', 'X'].includes(stateOf(pid) ?? '');
}

/** The letter that Linux gives a process's state; undefined on systems without `/proc`. */
function stateOf(pid: number): string | undefined {
  try {
    return /\) ([A-Z])/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
  } catch {
    return undefined;
  }
}
