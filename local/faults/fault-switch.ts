import type { Clock } from '../clock';
import { LATE_BY, type CallSite, type Fault, type FaultKind } from './fault';

/** What a call answers when a fault strikes it. */
export interface Failures<T> {
  /** A server error or a lost answer. */
  broken(): T;
  throttled(): T;
  /** Carries out half of a batch. */
  partial?(): Promise<T>;
  /** Ends the calling function. */
  crash?(): void;
  /** What a delivery answers that will never arrive. */
  lost?(): T;
}

/** Decides, call by call, whether one of the faults that were set strikes, and keeps a record of every call site. */
export class FaultSwitch {
  private faults: readonly { readonly fault: Fault; readonly random: () => number; met: number }[] = [];
  private seen: CallSite[] = [];
  private readonly counts = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  /** Puts these faults in place of the earlier ones and counts from 1 again. */
  set(faults: readonly Fault[]): void {
    this.faults = faults.map((fault) => ({ fault, random: randomFrom(fault.seed ?? 1), met: 0 }));
    this.seen = [];
    this.counts.clear();
  }

  current(): readonly Fault[] {
    return this.faults.map(({ fault }) => fault);
  }

  /** The calls since the faults were last set, in order: what a sweep goes through. */
  callsSeen(): readonly CallSite[] {
    return this.seen;
  }

  /** Counts this call and tells which fault strikes it, if one does. */
  meet(caller: string, service: string, operation: string): FaultKind | undefined {
    const key = `${service}.${operation}`;
    const nth = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, nth);
    this.seen.push({ caller, service, operation, nth });
    let kind: FaultKind | undefined;
    for (const entry of this.faults) {
      const { fault } = entry;
      if (!(fault.service === '*' || fault.service === service)) continue;
      if (!(fault.operation === '*' || fault.operation === operation)) continue;
      entry.met++;
      if (fault.nth === undefined ? entry.random() < (fault.rate ?? 0) : entry.met === fault.nth) kind ??= fault.kind;
    }
    return kind;
  }

  /** Carries out a call as the fault demands. One that hangs, or whose caller dies, answers never: do not count it as in flight. */
  async carryOut<T>(kind: FaultKind | undefined, run: () => Promise<T>, failures: Failures<T>): Promise<T> {
    switch (kind) {
      case undefined:
        return run();
      case 'before':
        return failures.broken();
      case 'throttle':
        return failures.throttled();
      case 'after':
        await run();
        return failures.broken();
      case 'late':
        this.clock.at(this.clock.now() + LATE_BY, () => void run().catch(() => undefined));
        return failures.broken();
      case 'twice': {
        const first = await run();
        await run();
        return first;
      }
      case 'partial':
        return failures.partial ? failures.partial() : failures.broken();
      case 'lost':
        return failures.lost ? failures.lost() : failures.broken();
      case 'crash':
        if (!failures.crash) return failures.broken();
        await run();
        failures.crash();
        return new Promise<never>(() => undefined);
      case 'hang':
        return new Promise<never>(() => undefined);
    }
  }
}

/** A small repeatable generator of numbers from 0 to 1 (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
