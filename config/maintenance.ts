import type { MaintenanceWindow } from '../domain/maintenance-window';

/**
 * Maintenance that comes again and again; docs/quiet.md has an example. What comes once is planned with
 * `npx tocsin maintenance plan`.
 */
export const maintenanceWindows: readonly MaintenanceWindow[] = [];
