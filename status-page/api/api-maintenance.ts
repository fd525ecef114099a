import type { ComponentState } from '../../domain/notice';
import type { MaintenanceState, PublicMaintenance } from '../../domain/maintenance';
import type { StatusPage } from '../../domain/status-page';
import { inWords } from '../../domain/texts/customers';
import { maintenancePath } from '../links';
import { tellMaintenance, type ToldMaintenanceUpdate } from '../maintenance-told';
import { apiComponent } from './api-component';
import { pageId } from './api-page';

/** The four words that clients know. What was cancelled is over. */
const statuses: Readonly<Record<MaintenanceState, 'scheduled' | 'in_progress' | 'verifying' | 'completed'>> = {
  scheduled: 'scheduled',
  in_progress: 'in_progress',
  verifying: 'verifying',
  completed: 'completed',
  cancelled: 'completed',
};

/** The `scheduled_maintenance` object of `/api/v2`, with the very sentences of the page. */
export function apiMaintenance(page: StatusPage, maintenance: PublicMaintenance) {
  const { id, title, state, postedAt, changedAt, startedAt, from, until, completedAt, cancelledAt } = maintenance;
  return {
    id,
    name: title,
    status: statuses[state],
    created_at: postedAt,
    updated_at: changedAt,
    monitoring_at: null,
    resolved_at: completedAt ?? cancelledAt ?? null,
    impact: 'maintenance' as const,
    shortlink: `${page.url}/${maintenancePath(id)}`,
    started_at: startedAt ?? from,
    page_id: pageId(page.url),
    incident_updates: tellMaintenance(maintenance, page.generatedAt).map((told) => apiUpdate(maintenance, told)),
    components: page.components
      .filter((component) => maintenance.components.some((each) => each.id === component.id))
      .map((component) => apiComponent(page, component)),
    reminder_intervals: null,
    scheduled_for: from,
    scheduled_until: until,
  };
}

function apiUpdate(maintenance: PublicMaintenance, { id, at, state, sentence }: ToldMaintenanceUpdate) {
  return {
    id,
    status: statuses[state],
    body: inWords(sentence),
    incident_id: maintenance.id,
    created_at: at,
    updated_at: at,
    display_at: at,
    affected_components: maintenance.components.map(({ id: code, name }) => ({
      code,
      name,
      old_status: at <= (maintenance.startedAt ?? at) ? during('scheduled') : 'under_maintenance',
      new_status: during(state),
    })),
    deliver_notifications: false,
    custom_tweet: null,
    tweet_id: null,
  };
}

function during(state: MaintenanceState): ComponentState {
  return state === 'in_progress' || state === 'verifying' ? 'under_maintenance' : 'operational';
}
