import type { CallSite, Fault } from '../../../local/faults/fault';

/** How often the SDK clients of our functions try: this many failures in a row fail the function itself. */
const tries = 3;

/** How a call goes wrong in a sweep. `exhausted`: it fails, and so do the SDK's own retries. */
export const sweepKinds = ['before', 'after', 'twice', 'exhausted'] as const;
/** What only a full sweep tries besides. */
export const moreKinds = ['late', 'hang', 'throttle'] as const;
export type SweepKind = (typeof sweepKinds)[number] | (typeof moreKinds)[number];

/** One thing that goes wrong: a call, and how. */
export interface Strike {
  readonly site: CallSite;
  readonly kind: SweepKind;
}

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

/** Each site in each of the kinds. */
export function everyKind(sites: readonly CallSite[], kinds: readonly SweepKind[] = sweepKinds): Strike[] {
  return kinds.flatMap((kind) => sites.map((site) => ({ site, kind })));
}

/** Each site in one of the kinds, by turns: for stories whose calls another story has swept already. */
export function byTurns(sites: readonly CallSite[], from = 0): Strike[] {
  return sites.map((site, index) => ({ site, kind: sweepKinds[(index + from) % sweepKinds.length]! }));
}

export function nameOf({ caller, service, operation }: CallSite): string {
  return `${caller} ${service}:${operation}`;
}
