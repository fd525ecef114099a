import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { classify, type Classification } from '../../domain/classification';
import type { Instant } from '../../domain/instant';
import type { Receipt } from '../alert-writes';

/** An alert with the message that brought it. */
export interface AlertEvent {
  readonly messageId: string;
  readonly alert: Alert;
  readonly event: string;
}

/** What neighbouring alerts of one key that say the same amount to: the newest of them, and the worst that one says. */
export interface Run {
  readonly key: string;
  readonly events: readonly AlertEvent[];
  readonly newest: Alert;
  readonly classification: Classification;
  /** How many of them fire. */
  readonly firing: number;
}

export function runOf(key: string, events: readonly AlertEvent[]): Run {
  const newest = events
    .map(({ alert }) => alert)
    .reduce((found, alert) => (alert.changedAt > found.changedAt ? alert : found));
  const classification = events
    .filter(({ alert }) => alert !== newest)
    .map(({ alert }) => classify(alert, configuration))
    .reduce((worst, each) => (each.severity < worst.severity ? each : worst), classify(newest, configuration));
  const firing = new Set(events.filter(({ alert }) => alert.signal === 'firing').map(({ alert }) => alert.id)).size;
  return { key, events, newest, classification, firing };
}

/** The receipts of a run: one for each event, with what became of it. */
export function receiptsOf(
  { events }: Pick<Run, 'events'>,
  receivedAt: Instant,
  incidentId: string | undefined,
  outcome: string,
): Receipt[] {
  const byId = new Map(events.map((event) => [event.alert.id, event]));
  return [...byId.values()].map(({ alert, event }) => ({ alert, event, receivedAt, incidentId, outcome }));
}
