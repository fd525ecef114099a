import type { Digest } from './digest';
import type { IncidentId } from './incident';
import { between, earliest, minute, plus, type Instant } from './instant';
import type { PageLoad } from './page-load';
import type { Severity } from './severity';

/** One queued page of one incident. */
export interface PageRef {
  readonly incidentId: IncidentId;
  readonly number: number;
}

/** What one person was paged with lately, and what waits to leave together. */
export interface PageLedger {
  readonly version: number;
  /** The pages that left, oldest first; no older than the longest window. */
  readonly recent: readonly (PageRef & { readonly at: Instant })[];
  /** The incident without a severity that this person was paged for; the pages of others like it wait until then. */
  readonly unclassified?: { readonly incidentId: IncidentId; readonly until: Instant };
  readonly waiting: readonly PageRef[];
  /** When what waits leaves, as one message. */
  readonly bundleAt?: Instant;
  /** Mails about what pages nobody, that leave as one. */
  readonly digest?: Digest;
  /** How much it was, for reports and relief; left out before the first page. */
  readonly load?: PageLoad;
}

export const emptyLedger: PageLedger = { version: 0, recent: [], waiting: [] };

/** What the limits ask of a page that is about to leave. */
export interface PageToPass extends PageRef {
  readonly severity: Severity;
  /** The first that this person hears of the incident. */
  readonly first: boolean;
  /** Nobody classified it yet. */
  readonly needsSeverity: boolean;
}

/** Whether a page may leave now, with the ledger as it is then. */
export type Passage =
  | { readonly leaves: true; readonly ledger: PageLedger }
  | { readonly leaves: false; readonly ledger: PageLedger; readonly until: Instant; readonly because: string };

/** A person gets one page for alarms that no rule knows in this time; the others come together. */
export const unclassifiedEvery = 30 * minute;

/** How long pages above a limit wait for each other. */
export const bundleAfter = minute;

/** A bundle may leave so much earlier: the auditor, who looks each minute, then never makes it late. */
export const bundleHeadStart = 30_000;

/** The most pages that one ledger names; what comes on top waits unnamed, and is looked at by itself a little later. */
const mostWaiting = 500;

/** What one person can read: so many pages in so long. The shape, not the figures, is GoAlert's (engine/message/ratelimit.go). */
const limits = [
  { within: minute, most: 10 },
  { within: 15 * minute, most: 30 },
] as const;

/** The first page of a SEV-1 waits for nothing but a storm of its like. */
const mostFirstPagesOfSev1 = { within: minute, most: 20 } as const;

/** When somebody has to look after this person: what waits leaves, or their load is too much. */
export function ledgerDueAt({ bundleAt, digest, load }: PageLedger): Instant | undefined {
  const leaves = earliest(bundleAt, digest?.at);
  return earliest(leaves && plus(leaves, -bundleHeadStart), load?.helpDueAt, load?.restDueAt);
}

/** Says whether a page leaves now or in the next bundle. Nothing is dropped: what waits has a time at which it leaves. */
export function passPage(ledger: PageLedger, page: PageToPass, now: Instant): Passage {
  const isPage = (ref: PageRef) => keyOf(ref) === keyOf(page);
  // It was let go before, and whoever let it go did not live to say that it left.
  if (ledger.recent.some(isPage)) return { leaves: true, ledger };
  if (ledger.waiting.some(isPage)) {
    if (ledger.bundleAt !== undefined && ledger.bundleAt > now)
      return { leaves: false, ledger, until: ledger.bundleAt, because: 'it waits already' };
    return pass({ ...ledger, waiting: ledger.waiting.filter((ref) => !isPage(ref)) }, page, now);
  }
  const slot = ledger.unclassified;
  if (page.needsSeverity && slot && slot.until > now && slot.incidentId !== page.incidentId)
    return wait(ledger, page, slot.until, 'another alarm that no rule knows was paged');
  const limit = page.severity === 1 && page.first ? [mostFirstPagesOfSev1] : limits;
  if (limit.some(({ within, most }) => leftWithin(ledger, within, now) >= most))
    return wait(ledger, page, plus(now, bundleAfter), 'this person was paged often lately');
  return pass(ledger, page, now);
}

/** The ledger after its bundle left, or after nothing of it was worth sending any more. */
export function afterBundle(
  ledger: PageLedger,
  taken: readonly PageRef[],
  carrier: Omit<PageToPass, 'severity' | 'first'> | undefined,
  now: Instant,
): PageLedger {
  const gone = new Set(taken.map(keyOf));
  const waiting = ledger.waiting.filter((ref) => !gone.has(keyOf(ref)));
  const left = { ...ledger, waiting, bundleAt: waiting.length > 0 ? plus(now, bundleAfter) : undefined };
  if (!carrier) return left;
  const counted = { ...left, recent: recentWith(ledger, carrier, now) };
  if (!carrier.needsSeverity) return counted;
  return { ...counted, unclassified: { incidentId: carrier.incidentId, until: plus(now, unclassifiedEvery) } };
}

function pass(ledger: PageLedger, page: PageToPass, now: Instant): Passage {
  const left = {
    ...ledger,
    recent: recentWith(ledger, page, now),
    bundleAt: ledger.waiting.length > 0 ? ledger.bundleAt : undefined,
  };
  const free = ledger.unclassified === undefined || ledger.unclassified.until <= now;
  if (!page.needsSeverity || !free) return { leaves: true, ledger: left };
  const unclassified = { incidentId: page.incidentId, until: plus(now, unclassifiedEvery) };
  return { leaves: true, ledger: { ...left, unclassified } };
}

function wait(ledger: PageLedger, { incidentId, number }: PageToPass, until: Instant, because: string): Passage {
  const bundleAt = earliest(ledger.bundleAt, until) ?? until;
  if (ledger.waiting.length >= mostWaiting) return { leaves: false, ledger, until: bundleAt, because };
  const waiting = [...ledger.waiting, { incidentId, number }];
  return { leaves: false, ledger: { ...ledger, waiting, bundleAt }, until: bundleAt, because };
}

function recentWith({ recent }: PageLedger, { incidentId, number }: PageRef, now: Instant): PageLedger['recent'] {
  const longest = Math.max(...limits.map(({ within }) => within));
  return [...recent.filter(({ at }) => between(at, now) < longest), { incidentId, number, at: now }].slice(-100);
}

function leftWithin({ recent }: PageLedger, within: number, now: Instant): number {
  return recent.filter(({ at }) => between(at, now) < within).length;
}

function keyOf({ incidentId, number }: PageRef): string {
  return `${incidentId} ${number}`;
}
