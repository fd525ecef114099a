import type { Instant } from '../../../domain/instant';
import type { KeptAlert, SuppressedAlert } from '../../../domain/quiet';
import type { AlertQueue } from '../../../lambdas/ports';
import type { MutedAlerts } from '../../../lambdas/quiet-ports';

/** Kept alerts in memory: those that wait, by their key, and those that waited. */
export function mutedAlarms(): MutedAlerts & {
  readonly kept: Map<string, KeptAlert & { readonly times: number }>;
  readonly past: SuppressedAlert[];
} {
  const kept = new Map<string, KeptAlert & { readonly times: number }>();
  const past: SuppressedAlert[] = [];
  const times = new Map<string, number>();
  const last = new Map<string, Instant>();
  const end = (key: string, ended: SuppressedAlert['ended'], endedAt: Instant) => {
    const { event: _event, ...rest } = kept.get(key)!;
    past.push({ ...rest, ended, endedAt });
    kept.delete(key);
  };
  return {
    kept,
    past,
    keep: async (key, alert) => {
      last.set(key, alert.changedAt);
      times.set(key, (times.get(key) ?? 0) + 1);
      kept.set(key, { ...alert, times: times.get(key)! });
    },
    waiting: async (key) => kept.get(key),
    lastKept: async (key) => last.get(key),
    released: async (key, known, at) => {
      if (kept.get(key)?.times === known) end(key, 'it was taken in again', at);
    },
    forget: async (key, okAt, at) => {
      if (kept.has(key) && kept.get(key)!.changedAt <= okAt) end(key, 'it was OK', at);
    },
    keptBy: async (id) =>
      [...kept].filter(([, { quietId }]) => quietId === id).map(([key, { name }]) => ({ key, name })),
    suppressed: async (since) =>
      [...past, ...[...kept.values()].map(({ event: _event, ...rest }) => rest)].filter(
        ({ keptAt }) => keptAt >= since,
      ),
  };
}

/** A queue that remembers what it was asked to deliver again soon, and what was sent to it. */
export function patientQueue(): AlertQueue & { readonly soon: string[]; readonly sent: string[] } {
  const soon: string[] = [];
  const sent: string[] = [];
  return {
    soon,
    sent,
    retrySoon: async (receiptHandle) => void soon.push(receiptHandle),
    send: async (event) => void sent.push(event),
  };
}
