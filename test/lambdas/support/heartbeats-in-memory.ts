import type { Heartbeat, HeartbeatPromise } from '../../../domain/heartbeat';
import { plus } from '../../../domain/instant';
import type { Heartbeats } from '../../../lambdas/heartbeats';

/** A job that reports each day, and may be two hours late. */
export const nightly: Heartbeat = { id: 'nightly-backup', every: '1d', grace: '2h', service: 'compute', severity: 3 };

/** The promises of jobs in memory, as the table keeps them. */
export function heartbeatsInMemory(): Heartbeats & { readonly kept: Map<string, HeartbeatPromise> } {
  const kept = new Map<string, HeartbeatPromise>();
  return {
    kept,
    all: async () => [...kept.values()],
    promise: async (id) => kept.get(id),
    heard: async (id, at, allowed) => {
      const before = kept.get(id)?.lastAt;
      if (before === undefined || before < at) kept.set(id, { id, lastAt: at, dueAt: plus(at, allowed), allowed });
    },
    promised: async (id, dueAt, allowed) => void kept.set(id, { ...kept.get(id), id, dueAt, allowed }),
    looked: async (id, was, next) => {
      const promise = kept.get(id);
      if (promise?.dueAt === was) kept.set(id, { ...promise, dueAt: next });
    },
    retired: async (id) => void kept.delete(id),
  };
}
