import type { AlertStore, Count, DeadLetters, IncidentStore, Log } from '../ports';

/** What the intake of alerts needs of the world. */
export interface IngestAlert {
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
  readonly deadLetters: DeadLetters;
  readonly hashOfKey: (dedupKey: string) => string;
  readonly newIncidentId: () => string;
  readonly log: Log;
  readonly count: Count;
}
