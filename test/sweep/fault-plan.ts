import type { CallSite, Fault, FaultKind } from '../../local/faults/fault';

/** How often the SDK clients of our functions try: this many failures in a row fail the function itself. */
const tries = 3;

/** How a call goes wrong in a sweep. `exhausted`: it fails, and so do the SDK's own retries. */
export type SweepKind = FaultKind | 'exhausted';

/** One thing that goes wrong: a call, and how. */
export interface Strike {
  readonly site: CallSite;
  readonly kind: SweepKind;
}

const reads = /^(Get|BatchGet|Query|Head|List|Describe|Receive)/;
const batches = ['PutEvents', 'BatchGetItem'];

/**
 * Every way in which a call can go wrong, by who makes it. A read that fails after its effect, late or twice is one that
 * fails; a queue's delivery that is lost is an alert that AWS has lost, which nobody promises to survive.
 * @param functions the callers that are functions; others are state machines, rules and event sources
 */
export function kindsAt({ caller, service, operation }: CallSite, functions: readonly string[]): readonly SweepKind[] {
  if (operation === 'DeliverToQueue') return ['before', 'after', 'late', 'twice'];
  if (operation === 'DeliverToFunction')
    return service === 'events' ? ['before', 'after', 'late', 'twice', 'lost'] : ['before', 'after', 'twice'];
  if (!functions.includes(caller)) return ['before', 'after', 'late', 'throttle', 'twice'];
  const batch: readonly SweepKind[] = batches.includes(operation) ? ['partial'] : [];
  const always: readonly SweepKind[] = ['before', 'throttle', 'hang', 'crash', 'exhausted', ...batch];
  return reads.test(operation) ? always : [...always, 'after', 'late', 'twice'];
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

/** The last ones: what a story does late, with everything that was done before. */
export function lastCalls(seen: readonly CallSite[]): CallSite[] {
  return firstCalls([...seen].reverse());
}

export function nameOf({ caller, service, operation }: CallSite): string {
  return `${caller} ${service}:${operation}`;
}
