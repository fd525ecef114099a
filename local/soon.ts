import type { Clock } from './clock';

/**
 * Starts `work` in the next turn of the event loop, without a moment in which the clock could believe that all is
 * quiet. What is started from inside a call must not run inside it: an answer goes out before its consequences begin.
 */
export function soon(clock: Clock, work: () => unknown): void {
  void clock.call(() => new Promise<void>((resolve) => setImmediate(resolve))).then(work);
}
