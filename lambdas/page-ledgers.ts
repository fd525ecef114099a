import type { PageLedger } from '../domain/page-ledger';

/** What each person was paged with lately. */
export interface PageLedgers {
  of(person: string): Promise<PageLedger>;
  /** Answers false when somebody else wrote the ledger since it was read. */
  keep(person: string, ledger: PageLedger): Promise<boolean>;
}
