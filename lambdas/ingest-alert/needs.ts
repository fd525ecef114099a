import type { Heartbeats } from '../heartbeats';
import type { Speakers } from '../speakers';
import type { AlertQueue, AlertStore, ChangeFeed, Count, DeadLetters, IncidentStore, Log, Situations } from '../ports';
import type { MutedAlerts } from '../quiet-ports';

/** What the intake of alerts needs of the world. */
export interface IngestAlert {
  readonly incidents: IncidentStore;
  readonly alerts: AlertStore;
  readonly situations: Situations;
  readonly muted: MutedAlerts;
  readonly changes: Pick<ChangeFeed, 'keep'>;
  readonly heartbeats: Pick<Heartbeats, 'heard'>;
  readonly speakers: Pick<Speakers, 'heard' | 'flush'>;
  readonly queue: AlertQueue;
  readonly deadLetters: DeadLetters;
  readonly hashOfKey: (dedupKey: string) => string;
  readonly newIncidentId: () => string;
  readonly log: Log;
  readonly count: Count;
}
