import type { Instant } from '../../../domain/instant';
import type { TriageItem } from '../../../domain/triage';
import type { Triage } from '../../../lambdas/ports';

/** Reports in memory, and the mail that is promised about them. */
export function memoryTriage(): Triage & { dueAt: Instant | undefined; readonly closed: Map<string, string> } {
  const items: TriageItem[] = [];
  let lastMail: Instant | undefined;
  const triage = {
    dueAt: undefined as Instant | undefined,
    closed: new Map<string, string>(),
    open: async () => ({ items: items.filter(({ id }) => !triage.closed.has(id)), lastMailAt: lastMail }),
    keep: async (item: TriageItem) => items.every(({ id }) => id !== item.id) && items.push(item) > 0,
    countMore: async (id: string) => {
      const place = items.findIndex((item) => item.id === id);
      items[place] = { ...items[place]!, more: (items[place]!.more ?? 0) + 1 };
    },
    promiseMail: async (dueAt: Instant | undefined, lastMailAt?: Instant) => {
      triage.dueAt = dueAt;
      lastMail = lastMailAt ?? lastMail;
    },
    close: async (id: string, { outcome }: { outcome: string }) => {
      const fresh = !triage.closed.has(id);
      triage.closed.set(id, outcome);
      return fresh;
    },
  };
  return triage;
}
