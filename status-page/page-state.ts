import type { ComponentState } from '../domain/notice';
import { worse } from '../domain/notice-policy';
import type { StatusPage } from '../domain/status-page';

/** The worst that is claimed anywhere on the page, for its sign and colour. */
export function pageState({ components, open }: StatusPage): ComponentState {
  const claimed = [...components.map(({ state }) => state), ...open.map(({ notice }) => notice.claims)];
  return claimed.reduce<ComponentState>(worse, 'operational');
}
