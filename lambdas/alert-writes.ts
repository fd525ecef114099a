import type { Alert } from '../domain/alert';
import type { KnownKey } from '../domain/alert-arrival';
import type { IncidentId } from '../domain/incident';
import type { Instant } from '../domain/instant';
import type { ServiceIncident } from '../domain/situation';

/** An alert's receipt: proof that it arrived, and which incident it went to. */
export interface Receipt {
  readonly alert: Pick<Alert, 'id' | 'source' | 'name' | 'signal' | 'changedAt'>;
  /** The event as it came, as JSON. */
  readonly event: string;
  readonly receivedAt: Instant;
  readonly incidentId?: IncidentId;
  /** What became of it, for people. */
  readonly outcome: string;
}

/** What is to be known of a dedup key from now on, and what must be known of it for that to hold. */
export interface KeyWrite {
  readonly key: string;
  readonly before: KnownKey | undefined;
  readonly after: Omit<KnownKey, 'count'>;
  /** Firing alerts to count. */
  readonly counted: number;
}

/** From now on new alarms of a service join this incident; and what must be known of the service for that to hold. */
export interface ServiceWrite {
  readonly service: string;
  readonly before: ServiceIncident | undefined;
  readonly after: ServiceIncident;
}

/** What is written together with a change that alerts brought about. */
export interface AlertWrites {
  readonly key: KeyWrite;
  readonly receipts: readonly Receipt[];
  readonly service?: ServiceWrite;
  /** Keys that go to the same incident although they have not spoken. */
  readonly others?: readonly KeyWrite[];
}
