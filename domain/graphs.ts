import type { Service } from './configuration';
import type { Incident } from './incident';

/** Dashboards of a service that people are shown with an incident. */
const mostDashboards = 3;

/** Where to look: what the alarm itself links to, then the dashboards of the service, each once. */
export function graphsOf({ link }: Pick<Incident, 'link'>, service: Pick<Service, 'dashboards'> | undefined): string[] {
  const dashboards = (service?.dashboards ?? []).filter((dashboard) => dashboard !== link);
  return [...(link ? [link] : []), ...dashboards.slice(0, mostDashboards)];
}
