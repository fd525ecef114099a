import { comesInDigest, joinDigest } from '../../domain/digest';
import type { Incident } from '../../domain/incident';
import { minute, plus, type Instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import { passPage, type PageLedger } from '../../domain/page-ledger';
import type { PageLedgers } from '../page-ledgers';
import type { Log } from '../ports';
import { countPage } from './count-page';

interface Limits {
  readonly ledgers: PageLedgers;
  readonly log: Log;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** How long after its bundle's time a page that is still unsent is looked at by itself. */
const bundleIsLate = 3 * minute;

/** How often a ledger that others write at the same time is tried, and about how long is waited in between, in milliseconds. */
const attempts = 15;
const pause = 60;

/** The ledger with a message let go or kept back, and until when and why it waits, where it does. */
interface Kept {
  readonly ledger: PageLedger;
  readonly until?: Instant;
  readonly because: string;
}

/** Why a message waits for its person's next bundle or digest, and when it is overdue; undefined when it leaves now. What cannot be looked at leaves. */
export async function waitsFor(
  message: Message,
  incident: Incident,
  now: Instant,
  { ledgers, log, sleep }: Limits,
): Promise<{ readonly until: Instant; readonly because: string } | undefined> {
  const { kind, to, number, incidentId } = message;
  const digested = comesInDigest(message, incident);
  if (kind !== 'page' && !digested) return undefined;
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const ledger = await ledgers.of(to);
      const passage = digested ? intoDigest(ledger, message, now) : pastLimits(ledger, message, incident, now);
      if (passage.ledger === ledger || (await ledgers.keep(to, passage.ledger)))
        return passage.until === undefined
          ? undefined
          : { until: plus(passage.until, bundleIsLate), because: passage.because };
      // Not all of a storm at the same moment again.
      await sleep(pause * (1 + ((attempt * 7 + number * 5 + incidentId.charCodeAt(0)) % 5)));
    }
    log('T307', { to, error: 'others kept writing it' });
  } catch (error) {
    log('T307', { to, error: error instanceof Error ? error.name : 'unknown' });
  }
  return undefined;
}

function pastLimits(known: PageLedger, message: Message, incident: Incident, now: Instant): Kept {
  const { number, incidentId, attempt, to } = message;
  const { severity, needsSeverity } = incident;
  const page = { incidentId, number, severity, needsSeverity, first: attempt === 1 };
  const passage = passPage(known, page, now);
  if (!passage.leaves) return passage;
  // One that was let go before was counted then.
  return { because: '', ledger: passage.ledger === known ? known : countPage(passage.ledger, to, incident, now) };
}

function intoDigest(known: PageLedger, message: Message, now: Instant): Kept {
  return { ...joinDigest(known, message, now), because: 'all that page nobody come in one mail' };
}
