import { isOpen } from '../domain/incident';
import type { Maintenance } from '../domain/maintenance';
import type { IncidentStore, Situations } from './ports';
import type { MutedAlerts } from './quiet-ports';

interface Alarms {
  readonly muted: Pick<MutedAlerts, 'keptBy'>;
  readonly situations: Situations;
  readonly incidents: Pick<IncidentStore, 'incident'>;
}

/** Names of the alarms of a maintenance's services that fire now: those that it keeps quiet, and those of incidents that are open. */
export async function firingAlarms({ id, services }: Maintenance, deps: Alarms): Promise<readonly string[]> {
  const kept = (await deps.muted.keptBy(id)).map(({ name }) => name);
  const situation = await deps.situations.now();
  const names = new Set(kept);
  for (const service of services) {
    const known = situation.services.get(service);
    const incident = known && (await deps.incidents.incident(known.incidentId));
    if (!incident || !isOpen(incident)) continue;
    for (const alert of Object.values(incident.alerts)) if (alert.signal === 'firing') names.add(alert.name);
  }
  return [...names];
}
