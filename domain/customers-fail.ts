import type { DetectionSource } from './alert';
import type { Catalogue, ClassificationRule } from './classification';
import type { Incident } from './incident';
import type { Severity } from './severity';

/** What customers themselves, or probes in their place, see. */
const customersSide: readonly (DetectionSource | undefined)[] = ['synthetic', 'customer'];

/** While customers fail and servers say OK, nobody knows how bad it is: at least this. */
export const severityWhileServersSayOk: Severity = 2;

/** The words for it, wherever people read them: as a sentence, and as a reason. */
export const customersFailText = 'Customers fail, servers say OK.';
export const customersFailReason = 'customers fail, servers say OK';

/** True if alerts fire that customers, or probes in their place, raised about the service, and no alarm of its servers does. */
export function customersFailServersOk(alerts: Incident['alerts'], service: string | undefined): boolean {
  const firing = Object.values(alerts).filter((alert) => alert.signal === 'firing' && alert.service === service);
  return (
    service !== undefined &&
    firing.some(({ detectionSource }) => customersSide.includes(detectionSource)) &&
    !firing.some(({ detectionSource }) => detectionSource === 'monitoring')
  );
}

/** True if the configuration knows alarms of this service's servers: only then does their silence say anything. */
export function serversAreWatched(
  service: string | undefined,
  { classificationRules, services }: Pick<Catalogue, 'classificationRules' | 'services'>,
): boolean {
  if (service === undefined) return false;
  const ofServers = ({ when }: ClassificationRule) =>
    (when.detectionSource ?? 'monitoring') === 'monitoring' && ![when.source ?? []].flat().includes('aws.synthetics');
  return (
    classificationRules.some((rule) => rule.service === service && ofServers(rule)) ||
    services.some(({ id, alarms }) => id === service && alarms !== undefined && alarms.length > 0)
  );
}
