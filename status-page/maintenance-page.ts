import type { PublicMaintenance } from '../domain/maintenance';
import { isUnderWay } from '../domain/shown-maintenances';
import type { StatusPage } from '../domain/status-page';
import { inWords, labels } from '../domain/texts/customers';
import { maintenancePlanned } from '../domain/texts/customers-maintenance';
import { maintenanceOnItsPage } from './maintenance-article';
import { html } from './markup';
import { framePage } from './page-frame';

/** One maintenance from its plan to its end. Its times are those of the day it was planned for. */
export function maintenancePage(page: StatusPage, maintenance: PublicMaintenance): string {
  return framePage(page, {
    title: maintenance.title,
    description: inWords(maintenancePlanned(maintenance, maintenance)),
    state: isUnderWay(maintenance) ? 'under_maintenance' : 'operational',
    main: html`${maintenanceOnItsPage(maintenance, maintenance.from)}
      <p class="more"><a href="/">${labels.currentStatus}</a></p>`,
  });
}
