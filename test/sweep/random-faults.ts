import type { CallSite } from '../../local/faults/fault';
import { kindsAt, type Strike } from './fault-plan';

/** The calls that a story makes without faults. */
export interface KnownStory {
  readonly story: string;
  readonly sites: readonly CallSite[];
  readonly functions: readonly string[];
}

/** Two things that go wrong in one story, the same ones for the same seed. */
export function twoFaults(seed: number, stories: readonly KnownStory[]): { story: string; strikes: Strike[] } {
  const random = randomFrom(seed);
  const oneOf = <T>(things: readonly T[]): T => things[Math.floor(random() * things.length)]!;
  const { story, sites, functions } = oneOf(stories);
  const strike = (): Strike => {
    const site = oneOf(sites);
    return { site, kind: oneOf(kindsAt(site, functions)) };
  };
  return { story, strikes: [strike(), strike()] };
}

/** A small repeatable generator of numbers from 0 to 1 (xorshift32). */
export function randomFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 0x9e3779b1) | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
