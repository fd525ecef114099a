import type { PublicMaintenance } from './maintenance';
import type { Interval } from './uptime';

/** True while customers are to expect its effects, or we are still checking. */
export function isUnderWay({ state }: PublicMaintenance): boolean {
  return state === 'in_progress' || state === 'verifying';
}

/** True for one that is still to come. */
export function isAhead({ state }: PublicMaintenance): boolean {
  return state === 'scheduled';
}

/** The time in which it really went on; nothing for one that never began. */
export function maintenanceInterval({ startedAt, completedAt, cancelledAt }: PublicMaintenance): Interval[] {
  if (startedAt === undefined) return [];
  return [{ from: startedAt, to: completedAt ?? cancelledAt, state: 'under_maintenance' }];
}
