import type { Incident } from './incident';
import { minute, plus, type Instant } from './instant';
import type { Message } from './message';
import type { PageLedger, PageRef } from './page-ledger';
import { behaviours } from './severity';

/** Mails about what pages nobody, that leave as one. */
export interface Digest {
  readonly mails: readonly PageRef[];
  readonly at: Instant;
}

/** So long the mails of one morning wait for each other. */
export const digestAfter = minute;

/** True for the one mail about an incident that pages nobody: all of them come on the same morning. */
export function comesInDigest({ kind, saying }: Message, { severity }: Incident): boolean {
  return kind === 'notice' && saying.says === 'opened-quietly' && !behaviours[severity].pages;
}

/** Has a mail wait for the others; one whose digest never left leaves by itself. */
export function joinDigest(
  ledger: PageLedger,
  { incidentId, number }: PageRef,
  now: Instant,
): { readonly ledger: PageLedger; readonly until?: Instant } {
  const { mails = [], at = plus(now, digestAfter) } = ledger.digest ?? {};
  const others = mails.filter((mail) => mail.incidentId !== incidentId || mail.number !== number);
  if (others.length === mails.length)
    return { ledger: { ...ledger, digest: { mails: [...mails, { incidentId, number }], at } }, until: at };
  return at > now ? { ledger, until: at } : { ledger: { ...ledger, digest: digestOf(others, at) } };
}

/** The ledger after its digest left: what came meanwhile waits for the next. */
export function afterDigest(ledger: PageLedger, gone: readonly PageRef[], now: Instant): PageLedger {
  const isGone = (mail: PageRef) =>
    gone.some(({ incidentId, number }) => mail.incidentId === incidentId && mail.number === number);
  const mails = (ledger.digest?.mails ?? []).filter((mail) => !isGone(mail));
  return { ...ledger, digest: digestOf(mails, plus(now, digestAfter)) };
}

function digestOf(mails: readonly PageRef[], at: Instant): Digest | undefined {
  return mails.length > 0 ? { mails, at } : undefined;
}
