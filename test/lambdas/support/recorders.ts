import type { Count, Log } from '../../../lambdas/ports';

/** Keeps what was logged and counted, so that a test can read it. */
export function recorders() {
  const lines: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> }[] = [];
  const counted: Record<string, number> = {};
  const log: Log = (code, facts = {}) => void lines.push({ code, facts });
  const count: Count = (metric, value) => {
    counted[metric] = (counted[metric] ?? 0) + value;
  };
  return { log, count, lines, counted, codes: () => lines.map(({ code }) => code) };
}

/** A small generator of chance that repeats for the same seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Lets other runs go first, for a number of turns that chance decides. */
export async function randomPause(random: () => number): Promise<void> {
  for (let turns = Math.floor(random() * 12); turns > 0; turns--) await Promise.resolve();
}
