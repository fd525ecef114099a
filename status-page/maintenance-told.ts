import type { Instant } from '../domain/instant';
import type { MaintenanceState, MaintenanceUpdate, PublicMaintenance } from '../domain/maintenance';
import { isUnderWay } from '../domain/shown-maintenances';
import type { Sentence } from '../domain/texts/customers';
import { maintenancePlanned, maintenanceUpdateInWords, maintenanceWords } from '../domain/texts/customers-maintenance';

/** One thing that was said about a maintenance, as customers read it everywhere. */
export interface ToldMaintenanceUpdate {
  /** Stable: counted from the first one. */
  readonly id: string;
  readonly at: Instant;
  /** Where the maintenance stood with this. */
  readonly state: MaintenanceState;
  readonly word: string;
  readonly sentence: Sentence;
}

/** What was said, newest first. */
export function tellMaintenance(maintenance: PublicMaintenance, now: Instant): ToldMaintenanceUpdate[] {
  let state: MaintenanceState = 'scheduled';
  return maintenance.updates
    .map((update, index): ToldMaintenanceUpdate => {
      state = stateAfter(update) ?? state;
      return {
        id: `${maintenance.id}-${index + 1}`,
        at: update.at,
        state,
        word: maintenanceWords[state],
        sentence: maintenanceUpdateInWords(maintenance, update, now),
      };
    })
    .reverse();
}

/** What is planned, once more, where the newest word does not say it. */
export function planOf(maintenance: PublicMaintenance): Sentence | undefined {
  return isUnderWay(maintenance) ? undefined : maintenancePlanned(maintenance, maintenance);
}

function stateAfter({ kind }: MaintenanceUpdate): MaintenanceState | undefined {
  switch (kind) {
    case 'planned':
    case 'rescheduled':
      return 'scheduled';
    case 'started':
    case 'late':
      return 'in_progress';
    case 'verifying':
    case 'completed':
    case 'cancelled':
      return kind;
    case 'person':
      return undefined;
  }
}
