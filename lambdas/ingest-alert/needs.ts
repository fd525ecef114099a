import type { AlertQueue, AlertStore, Count, DeadLetters, IncidentStore, Log, MutedAlerts } from '../ports';

/** What the intake of alerts needs of the world. */
export interface IngestAlert {
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
  readonly muted: MutedAlerts;
  readonly queue: AlertQueue;
  readonly deadLetters: DeadLetters;
  readonly hashOfKey: (dedupKey: string) => string;
  readonly newIncidentId: () => string;
  readonly log: Log;
  readonly count: Count;
}
