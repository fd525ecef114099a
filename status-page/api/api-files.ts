import type { Instant } from '../../domain/instant';
import type { StatusPage } from '../../domain/status-page';
import { paths, type PlannedFile } from '../public-file';
import { toJson } from '../to-json';
import { apiComponents } from './api-component';
import { apiIncident } from './api-incident';
import { apiHead } from './api-page';
import { rollUp } from './roll-up';

/** What a list of incidents or of maintenances holds at most, as clients know it. */
const mostListed = 50;

/** The eight documents of `/api/v2`, in the shape that status-page clients speak. */
export function apiPlan(page: StatusPage, touchedAt: Instant): PlannedFile[] {
  const incidents = (notices: StatusPage['recent']) => notices.map((shown) => apiIncident(page, shown));
  const documents: Readonly<Record<string, () => object>> = {
    [paths.components]: () => ({ components: apiComponents(page) }),
    [paths.incidents]: () => ({ incidents: incidents(page.recent.slice(0, mostListed)) }),
    [paths.unresolved]: () => ({ incidents: incidents(page.open) }),
    [paths.maintenances]: () => ({ scheduled_maintenances: [] }),
    [paths.upcomingMaintenances]: () => ({ scheduled_maintenances: [] }),
    [paths.activeMaintenances]: () => ({ scheduled_maintenances: [] }),
    [paths.summary]: () => ({
      components: apiComponents(page),
      incidents: incidents(page.open),
      scheduled_maintenances: [],
      status: rollUp(page),
    }),
    [paths.status]: () => ({ status: rollUp(page) }),
  };
  return Object.entries(documents).map(([path, document]) => ({
    path,
    touchedAt,
    render: () => toJson({ ...apiHead(page), ...document() }),
  }));
}
