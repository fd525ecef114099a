import { configuration } from '@tocsin/config';
import type { Incident } from '../../domain/incident';
import type { Instant } from '../../domain/instant';
import type { PageLedger } from '../../domain/page-ledger';
import { rotationsCalling, usualPagesPerShift, withPage } from '../../domain/page-load';
import { timeZoneOf } from './mail-to';

/** How many pages one shift should bear. */
export function pagesBorne(): number {
  return configuration.onCall?.limits?.pagesPerShift ?? usualPagesPerShift;
}

/** The ledger of a person from whom one more page was not kept back. */
export function countPage(
  ledger: PageLedger,
  person: string,
  { policy }: Pick<Incident, 'policy'>,
  now: Instant,
): PageLedger {
  const rotations = rotationsCalling(person, policy);
  return {
    ...ledger,
    load: withPage(ledger.load, now, { timeZone: timeZoneOf(person), limit: pagesBorne(), rotations }),
  };
}
