import type { CallSite, Fault } from '../../../local/faults/fault';

/** How often the SDK clients of our functions try: this many failures in a row fail the function itself. */
const tries = 3;

/**
 * How a call goes wrong in a sweep. `exhausted`: it fails, and so do the SDK's own retries. `late`, `hang` and
 * `throttle` are for the full sweep.
 */
export const kindsOfAll = ['before', 'after', 'twice', 'exhausted', 'late', 'hang', 'throttle'] as const;
export type SweepKind = (typeof kindsOfAll)[number];

/** One thing that goes wrong: a call, and how. */
export interface Strike {
  readonly site: CallSite;
  readonly kind: SweepKind;
}

/** Picks the calls to strike out of those that a run without faults made. */
export type Pick = (seen: readonly CallSite[]) => CallSite[];

/** The faults that make one call go wrong. */
export function faultsAt({ site: { service, operation, nth }, kind }: Strike): Fault[] {
  if (kind !== 'exhausted') return [{ service, operation, nth, kind }];
  return Array.from({ length: tries }, (_, more) => ({ service, operation, nth: nth + more, kind: 'before' as const }));
}

/** The first call of each caller, service and operation. */
export function firstCalls(seen: readonly CallSite[]): CallSite[] {
  const firsts = new Map<string, CallSite>();
  for (const site of seen) if (!firsts.has(nameOf(site))) firsts.set(nameOf(site), site);
  return [...firsts.values()];
}

/** The last ones: what the story does late, with everything that was done before. */
export function lastCalls(seen: readonly CallSite[]): CallSite[] {
  return firstCalls([...seen].reverse());
}

/** Every nth of what `pick` picks, from `start` on: for stories whose calls are swept elsewhere too. */
export function some(pick: Pick, every: number, start: number): Pick {
  return (seen) => pick(seen).filter((_, index) => index % every === start);
}

export function nameOf({ caller, service, operation }: CallSite): string {
  return `${caller} ${service}:${operation}`;
}
