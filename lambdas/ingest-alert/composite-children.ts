import type { Alert } from '../../domain/alert';
import type { KnownKey } from '../../domain/alert-arrival';
import { opensAnew } from '../../domain/alert-arrival';
import { instant, type Instant } from '../../domain/instant';
import { isOpen } from '../../domain/incident';
import type { KeyWrite } from '../alert-writes';
import type { IngestAlert } from './needs';

/** The alarms that a composite alarm is made of. */
export interface Children {
  /** The open incidents that they are in, oldest alarm first. */
  readonly openIncidents: readonly string[];
  /** Lets those that are in no incident yet, or in a past one, go to this incident from now on. */
  pointedTo(incidentId: string): readonly KeyWrite[];
}

/** Older than any alert: whatever the child says next is news. */
const longAgo = instant(0);

/** Looks up the children of a composite; nothing is read for any other alert. */
export async function childrenOf(alert: Alert, now: Instant, deps: IngestAlert): Promise<Children> {
  const keys = [...new Set((alert.covers ?? []).map(deps.hashOfKey))];
  if (keys.length === 0) return { openIncidents: [], pointedTo: () => [] };
  const known = await deps.alerts.knownOf(keys);
  const ids = [...new Set([...known.values()].map(({ incidentId }) => incidentId))];
  const incidents = await Promise.all(ids.map((id) => deps.incidents.incident(id)));
  const over = (child: KnownKey) => {
    const incident = incidents.find((each) => each?.id === child.incidentId);
    return !incident || opensAnew({ ...alert, signal: 'firing' }, incident, now);
  };
  return {
    openIncidents: incidents.flatMap((incident) => (incident && isOpen(incident) ? [incident.id] : [])),
    pointedTo: (incidentId) =>
      keys
        .filter((key) => {
          const child = known.get(key);
          return !child || over(child);
        })
        .map((key) => ({
          key,
          before: known.get(key),
          after: { incidentId, signal: 'unknown', changedAt: longAgo, sentAt: longAgo },
          counted: 0,
        })),
  };
}
