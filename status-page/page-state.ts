import type { ComponentState } from '../domain/notice';
import { worse } from '../domain/notice-policy';
import { isUnderWay } from '../domain/shown-maintenances';
import type { StatusPage } from '../domain/status-page';

/** The worst that is claimed anywhere on the page, for its sign and colour. */
export function pageState({ components, open, maintenances }: StatusPage): ComponentState {
  const claimed = [
    ...components.map(({ state }) => state),
    ...open.map(({ notice }) => notice.claims),
    ...maintenances.filter(isUnderWay).map(() => 'under_maintenance' as const),
  ];
  return claimed.reduce<ComponentState>(worse, 'operational');
}
