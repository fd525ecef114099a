import type { Maintenance } from '../../../domain/maintenance';
import type { Silence } from '../../../domain/silence';
import type { QuietStore } from '../../../lambdas/quiet-ports';

/** Silences and maintenances in memory, with the table's conditions. */
export function memoryQuiet(): QuietStore & {
  readonly allSilences: Map<string, Silence>;
  readonly allMaintenances: Map<string, Maintenance>;
} {
  const allSilences = new Map<string, Silence>();
  const allMaintenances = new Map<string, Maintenance>();
  return {
    allSilences,
    allMaintenances,
    silence: async (id) => allSilences.get(id),
    silences: async () => [...allSilences.values()],
    maintenance: async (id) => allMaintenances.get(id),
    maintenances: async () => [...allMaintenances.values()],
    keepSilence: async (silence, expected) => {
      const known = allSilences.get(silence.id);
      if (expected === 'new' ? known : expected === 'lasts' ? known?.endedAt : !known?.endedAt) return false;
      allSilences.set(silence.id, silence);
      return true;
    },
    keepMaintenance: async (maintenance) => {
      if ((allMaintenances.get(maintenance.id)?.version ?? 0) !== maintenance.version - 1) return false;
      allMaintenances.set(maintenance.id, maintenance);
      return true;
    },
  };
}
