import type { OverrideStore } from '../../../lambdas/on-call-ports';
import type { MemoryStore } from './memory-store';

/** Overrides in a store in memory, with the table's conditions. */
export function memoryOverrides(store: Pick<MemoryStore, 'overrides'>): OverrideStore {
  return {
    override: async (id) => store.overrides.find((known) => known.id === id),
    overrides: async () => store.overrides,
    keepOverride: async (override, expected) => {
      const known = store.overrides.find(({ id }) => id === override.id);
      if (expected === 'new' ? known : !known || known.endedAt !== undefined) return false;
      store.overrides = [...store.overrides.filter((each) => each !== known), override];
      return true;
    },
  };
}
