import { configuration } from '@tocsin/config';
import type { Instant } from '../../domain/instant';
import type { PageLedger } from '../../domain/page-ledger';
import { usualPagesPerShift, withPage } from '../../domain/page-load';
import { timeZoneOf } from './mail-to';

/** The ledger of a person from whom one more page was not kept back. */
export function countPage(ledger: PageLedger, person: string, now: Instant): PageLedger {
  const limit = configuration.onCall?.limits?.pagesPerShift ?? usualPagesPerShift;
  return { ...ledger, load: withPage(ledger.load, now, { timeZone: timeZoneOf(person), limit }) };
}
