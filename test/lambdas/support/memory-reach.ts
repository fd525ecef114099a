import { noKnownChannels, type KnownChannels } from '../../../domain/channel-audit';
import { noTestPages, type TestPages } from '../../../domain/test-page';
import type { ReachStore } from '../../../lambdas/reach-ports';

/** What is known of people's channels and test pages, in memory, under the conditions of the table. */
export function memoryReach(): ReachStore & { readonly kept: Map<string, TestPages>; known: KnownChannels } {
  const kept = new Map<string, TestPages>();
  return {
    kept,
    known: noKnownChannels,
    tests: async (person) => kept.get(person) ?? noTestPages,
    async all(people) {
      const tests = people.flatMap((person) => (kept.has(person) ? [[person, kept.get(person)!] as const] : []));
      return { tests: new Map(tests), channels: this.known };
    },
    async keepTests(person, tests) {
      if ((kept.get(person)?.version ?? 0) !== tests.version) return false;
      kept.set(person, { ...tests, version: tests.version + 1 });
      return true;
    },
    async channels() {
      return this.known;
    },
    async keepChannels(known) {
      if (this.known.version !== known.version) return false;
      this.known = { ...known, version: known.version + 1 };
      return true;
    },
  };
}
