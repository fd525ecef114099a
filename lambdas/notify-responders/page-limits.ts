import type { Incident } from '../../domain/incident';
import { minute, plus, type Instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import { passPage } from '../../domain/page-ledger';
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

/** Why a page waits for its person's next bundle, and when it is overdue; undefined when it leaves now. What cannot be looked at leaves. */
export async function waitsFor(
  { kind, to, number, incidentId, saying }: Message,
  { severity, needsSeverity }: Incident,
  now: Instant,
  { ledgers, log, sleep }: Limits,
): Promise<{ readonly until: Instant; readonly because: string } | undefined> {
  if (kind !== 'page') return undefined;
  const page = { incidentId, number, severity, needsSeverity, first: saying.says === 'first-page' };
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const ledger = await ledgers.of(to);
      const passage = passPage(ledger, page, now);
      const counted = passage.leaves ? countPage(passage.ledger, to, now) : passage.ledger;
      if (passage.ledger === ledger || (await ledgers.keep(to, counted)))
        return passage.leaves ? undefined : { until: plus(passage.until, bundleIsLate), because: passage.because };
      // Not all of a storm at the same moment again.
      await sleep(pause * (1 + ((attempt * 7 + number * 5 + incidentId.charCodeAt(0)) % 5)));
    }
    log('T307', { to, error: 'others kept writing it' });
  } catch (error) {
    log('T307', { to, error: error instanceof Error ? error.name : 'unknown' });
  }
  return undefined;
}
