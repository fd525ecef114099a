import { emptyLedger, type PageLedger } from '../../../domain/page-ledger';
import type { PageLedgers } from '../../../lambdas/page-ledgers';

/** Ledgers of pages in memory, with versions that are looked at as the table looks at them. */
export class MemoryLedgers implements PageLedgers {
  readonly kept = new Map<string, PageLedger>();
  pause: () => Promise<void> = () => Promise.resolve();

  async of(person: string): Promise<PageLedger> {
    await this.pause();
    return this.kept.get(person) ?? emptyLedger;
  }

  async keep(person: string, ledger: PageLedger): Promise<boolean> {
    await this.pause();
    if ((this.kept.get(person)?.version ?? 0) !== ledger.version) return false;
    this.kept.set(person, { ...ledger, version: ledger.version + 1 });
    return true;
  }
}
