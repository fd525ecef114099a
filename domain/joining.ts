import type { IncidentType } from './classification';
import type { Service } from './configuration';
import { isOpen, type Incident, type IncidentId } from './incident';
import { between, hour, minute, type Instant } from './instant';
import { isObserved } from './observe';
import type { Severity } from './severity';
import type { Situation } from './situation';

/** Alerts of one service join its open incident while the last one that joined it is no older. */
export const joinsWithin = 10 * minute;

/** What a service depends on covers its alerts for so long after it failed. */
export const coversWithin = hour;

/** An incident takes in no more alerts than fit into its item; the next one opens another. */
export const mostAlerts = 500;

/** An open incident that a new alert may belong to, and why. */
export type Kin =
  /** A child of the composite alarm is in it. */
  | { readonly by: 'child'; readonly incidentId: IncidentId }
  /** It is about the same service. */
  | { readonly by: 'service'; readonly incidentId: IncidentId }
  /** It is about a service that the alert's own depends on. */
  | { readonly by: 'dependency'; readonly incidentId: IncidentId; readonly service: string };

/** What an alert is to the question where it belongs. */
export interface Newcomer {
  readonly service?: string;
  readonly severity: Severity;
  readonly incidentType: IncidentType;
  /** True if it is to be mailed, not paged. */
  readonly observed: boolean;
  /** True if customers are to read a notice because of it. */
  readonly publishes: boolean;
}

/** The incidents that a new alert may belong to, the nearest first; each has still to be looked at. */
export function kinOf(
  service: string | undefined,
  childrensIncidents: readonly IncidentId[],
  situation: Situation,
  services: readonly Service[],
  now: Instant,
): readonly Kin[] {
  const children = childrensIncidents.map((incidentId): Kin => ({ by: 'child', incidentId }));
  if (service === undefined) return children;
  const own = situation.services.get(service);
  const same: Kin[] =
    own && between(own.joinedAt, now) <= joinsWithin ? [{ by: 'service', incidentId: own.incidentId }] : [];
  const covering = dependenciesOf(service, services).flatMap((depended): Kin[] => {
    const known = situation.services.get(depended);
    if (!known || between(known.openedAt, now) > coversWithin) return [];
    return [{ by: 'dependency', incidentId: known.incidentId, service: depended }];
  });
  return [...children, ...same, ...covering];
}

/**
 * True if the alert belongs to this incident. Another type of incident has other responders, so it is another incident. What is worse than what covers it, or is to be told to customers under its own
 * name, is never covered: it opens its own. What pages joins none that is only observed.
 */
export function joins(newcomer: Newcomer, kin: Kin, incident: Incident, now: Instant): boolean {
  if (!isOpen(incident) || Object.keys(incident.alerts).length >= mostAlerts) return false;
  if (isObserved(incident) && !newcomer.observed) return false;
  if (kin.by === 'child') return true;
  if (incident.incidentType !== newcomer.incidentType) return false;
  if (kin.by === 'service') return true;
  const firesStill = Object.values(incident.alerts).some(
    (alert) => alert.signal === 'firing' && (alert.service ?? incident.service) === kin.service,
  );
  return (
    firesStill &&
    incident.status !== 'monitoring' &&
    between(incident.openedAt, now) <= coversWithin &&
    newcomer.severity >= incident.severity &&
    !newcomer.publishes
  );
}

/** Everything that a service depends on, directly or through others, the nearest first. */
function dependenciesOf(service: string, services: readonly Service[]): readonly string[] {
  const found: string[] = [service];
  for (const id of found)
    for (const next of services.find((each) => each.id === id)?.dependsOn ?? [])
      if (!found.includes(next)) found.push(next);
  return found.slice(1);
}
