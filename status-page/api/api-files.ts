import type { StatusPage } from '../../domain/status-page';
import { paths, publicFile, type PublicFile } from '../public-file';
import { toJson } from '../to-json';
import { apiComponent } from './api-component';
import { apiIncident } from './api-incident';
import { apiHead } from './api-page';
import { rollUp } from './roll-up';

/** The documents of `/api/v2` that this page serves, in the shape that status-page clients speak. */
export function apiFiles(page: StatusPage): PublicFile[] {
  const head = apiHead(page);
  const status = rollUp(page);
  const summary = {
    ...head,
    components: page.components.map((component) => apiComponent(page, component)),
    incidents: page.open.map((shown) => apiIncident(page, shown)),
    scheduled_maintenances: [],
    status,
  };
  return [publicFile(paths.summary, toJson(summary)), publicFile(paths.status, toJson({ ...head, status }))];
}
