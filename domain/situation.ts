import type { IncidentId } from './incident';
import type { Instant } from './instant';
import type { Maintenance } from './maintenance';
import type { Override } from './override';
import type { Silence } from './silence';

/** The incident that new alarms of a service may join: it was the last one that opened for it. */
export interface ServiceIncident {
  readonly incidentId: IncidentId;
  readonly openedAt: Instant;
  /** When the last alert opened or joined it, by our clock. */
  readonly joinedAt: Instant;
}

/** Whatever bears on a new alert and was arranged, or happened, at run time. Parts of it may be past: each says its times. */
export interface Situation {
  /** By service id: a map, because an alert may name any text as its service, `constructor` too. */
  readonly services: ReadonlyMap<string, ServiceIncident>;
  readonly silences: readonly Silence[];
  readonly maintenances: readonly Maintenance[];
  readonly overrides: readonly Override[];
}
