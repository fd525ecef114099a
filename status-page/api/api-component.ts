import type { ShownComponent, ShownGroup } from '../../domain/shown-components';
import { latest } from '../../domain/instant';
import type { StatusPage } from '../../domain/status-page';
import { pageId } from './api-page';

/** The `component` object of `/api/v2`, for what is no group: `components` is never there. */
export function apiComponent(page: StatusPage, component: ShownComponent) {
  const { id, name, state, touchedAt, position, description, group } = component;
  return {
    id,
    name,
    status: state,
    created_at: page.startedOn,
    updated_at: touchedAt,
    position,
    description: description ?? null,
    showcase: false,
    start_date: page.startedOn.slice(0, 10),
    group_id: page.groups.some((each) => each.id === group) ? (group ?? null) : null,
    page_id: pageId(page.url),
    group: false,
    only_show_if_degraded: false,
  };
}

/** Groups and components in the order of the page, each group before what is in it. */
export function apiComponents(page: StatusPage) {
  return [
    ...page.groups.map((group) => apiGroup(page, group)),
    ...page.components.map((component) => apiComponent(page, component)),
  ].sort((one, other) => one.position - other.position);
}

/** The same for a group, which names its components. */
function apiGroup(page: StatusPage, group: ShownGroup) {
  const members = page.components.filter(({ id }) => group.components.includes(id));
  return {
    id: group.id,
    name: group.name,
    status: group.state,
    created_at: page.startedOn,
    updated_at: latest(page.startedOn, ...members.map(({ touchedAt }) => touchedAt)),
    position: group.position,
    description: group.description ?? null,
    showcase: false,
    start_date: page.startedOn.slice(0, 10),
    group_id: null,
    page_id: pageId(page.url),
    group: true,
    only_show_if_degraded: false,
    components: group.components,
  };
}
