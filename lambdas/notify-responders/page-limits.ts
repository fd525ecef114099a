import type { Incident } from '../../domain/incident';
import { minute, plus, type Instant } from '../../domain/instant';
import type { Message } from '../../domain/message';
import { passPage } from '../../domain/page-ledger';
import type { PageLedgers } from '../page-ledgers';
import type { Log } from '../ports';

interface Limits {
  readonly ledgers: PageLedgers;
  readonly log: Log;
}

/** How long after its bundle's time a page that is still unsent is looked at by itself. */
const bundleIsLate = 3 * minute;

/** How often a ledger that others write at the same time is tried. */
const attempts = 5;

/** Why a page waits for its person's next bundle, and when it is overdue; undefined when it leaves now. What cannot be looked at leaves. */
export async function waitsFor(
  { kind, to, number, incidentId, saying }: Message,
  { severity, needsSeverity }: Incident,
  now: Instant,
  { ledgers, log }: Limits,
): Promise<{ readonly until: Instant; readonly because: string } | undefined> {
  if (kind !== 'page') return undefined;
  const page = { incidentId, number, severity, needsSeverity, first: saying.says === 'first-page' };
  try {
    for (let attempt = 0; attempt < attempts; attempt++) {
      const ledger = await ledgers.of(to);
      const passage = passPage(ledger, page, now);
      if (passage.ledger !== ledger && !(await ledgers.keep(to, passage.ledger))) continue;
      return passage.leaves ? undefined : { until: plus(passage.until, bundleIsLate), because: passage.because };
    }
  } catch (error) {
    log('T307', { to, error: error instanceof Error ? error.name : 'unknown' });
  }
  return undefined;
}
