import type { ComponentState } from '../../domain/notice';
import { worse } from '../../domain/notice-policy';
import { isUnderWay } from '../../domain/shown-maintenances';
import type { StatusPage } from '../../domain/status-page';
import { impacts } from './api-incident';

const descriptions: Readonly<Record<ComponentState, string>> = {
  operational: 'All Systems Operational',
  under_maintenance: 'Service Under Maintenance',
  degraded_performance: 'Partially Degraded Service',
  partial_outage: 'Partial System Outage',
  major_outage: 'Major System Outage',
};

/**
 * The `status` object of `/api/v2`: how the whole page is, in the strings that clients look for.
 *
 * - One component: its state.
 * - Two or more: the worst state of any, never blended down. Others soften a page on which one of many fails; their clients
 *   then read `major` while an incident is critical, and complain.
 * - In each case an open incident counts like a component in the state it claims, so that one about no component shows, and a
 *   page without components is operational only while nothing is open. One that claims nothing counts as degraded.
 */
export function rollUp({ components, open, maintenances }: StatusPage) {
  const worst = [
    ...components.map(({ state }) => state),
    ...open.map(({ notice }) => (notice.claims === 'operational' ? 'degraded_performance' : notice.claims)),
    ...maintenances.filter(isUnderWay).map(() => 'under_maintenance' as const),
  ].reduce<ComponentState>(worse, 'operational');
  return { indicator: impacts[worst], description: descriptions[worst] };
}
