import type { Instant } from '../../../domain/instant';
import type { AlertQueue, MutedAlerts } from '../../../lambdas/ports';

/** Muted alarms in memory: what is kept by its key. */
export function mutedAlarms(): MutedAlerts & { readonly kept: Map<string, { event: string; until: Instant }> } {
  const kept = new Map<string, { event: string; until: Instant }>();
  return {
    kept,
    keep: async (key, event, until) => void kept.set(key, { event, until }),
    event: async (key) => kept.get(key)?.event,
    forget: async (key) => void kept.delete(key),
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
