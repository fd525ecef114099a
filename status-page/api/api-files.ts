import type { Instant } from '../../domain/instant';
import type { PublicMaintenance } from '../../domain/maintenance';
import { isAhead, isUnderWay } from '../../domain/shown-maintenances';
import type { StatusPage } from '../../domain/status-page';
import { paths, type PlannedFile } from '../public-file';
import { toJson } from '../to-json';
import { apiComponents } from './api-component';
import { apiIncident } from './api-incident';
import { apiMaintenance } from './api-maintenance';
import { apiHead } from './api-page';
import { rollUp } from './roll-up';

/** What a list of incidents or of maintenances holds at most, as clients know it. */
const mostListed = 50;

/** The eight documents of `/api/v2`, in the shape that status-page clients speak. */
export function apiPlan(page: StatusPage, touchedAt: Instant): PlannedFile[] {
  const incidents = (notices: StatusPage['recent']) => notices.map((shown) => apiIncident(page, shown));
  const maintenances = (which: (maintenance: PublicMaintenance) => boolean) =>
    page.maintenances.filter(which).map((maintenance) => apiMaintenance(page, maintenance));
  const documents: Readonly<Record<string, () => object>> = {
    [paths.components]: () => ({ components: apiComponents(page) }),
    [paths.incidents]: () => ({ incidents: incidents(page.recent.slice(0, mostListed)) }),
    [paths.unresolved]: () => ({ incidents: incidents(page.open) }),
    [paths.maintenances]: () => ({ scheduled_maintenances: maintenances(() => true).slice(0, mostListed) }),
    [paths.upcomingMaintenances]: () => ({ scheduled_maintenances: maintenances(isAhead) }),
    [paths.activeMaintenances]: () => ({ scheduled_maintenances: maintenances(isUnderWay) }),
    [paths.summary]: () => ({
      components: apiComponents(page),
      incidents: incidents(page.open),
      scheduled_maintenances: maintenances((each) => isAhead(each) || isUnderWay(each)),
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
