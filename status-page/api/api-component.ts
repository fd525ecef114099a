import { latest } from '../../domain/instant';
import type { ShownComponent, StatusPage } from '../../domain/status-page';
import { pageId } from './api-page';

/** The `component` object of `/api/v2`. There are no groups, so `components` is never there. */
export function apiComponent(page: StatusPage, component: ShownComponent) {
  return {
    id: component.id,
    name: component.name,
    status: component.state,
    created_at: page.startedOn,
    updated_at: lastTouched(page, component.id),
    position: component.position,
    description: component.description ?? null,
    showcase: false,
    start_date: page.startedOn.slice(0, 10),
    group_id: null,
    page_id: pageId(page.url),
    group: false,
    only_show_if_degraded: false,
  };
}

/** When anything that a notice says about it last changed. */
function lastTouched({ open, past, startedOn }: StatusPage, id: string): string {
  const touching = [...open, ...past].filter(({ notice }) => notice.component?.id === id);
  return latest(startedOn, ...touching.map(({ notice }) => notice.changedAt));
}
