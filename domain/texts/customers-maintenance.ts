import type { Instant } from '../instant';
import type { MaintenanceState, MaintenanceUpdate, PublicMaintenance } from '../maintenance';
import { publicText, type PublicText } from '../notice';
import { asSentence, list, say, span, time, type Sentence } from './customers';
import { publicDay } from '../zoned-time';

/** What is planned: `Planned maintenance of Checkout, Sun 7 March, 02:00 to 04:00 UTC.` with what customers will notice. */
export function maintenancePlanned(
  { components, impact }: Pick<PublicMaintenance, 'components' | 'impact'>,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): Sentence {
  const [begin, end] = span(from, until, until);
  const oneDay = from.slice(0, 10) === until.slice(0, 10);
  const day = oneDay ? `${publicDay(from)}, ` : '';
  const rest = impact === undefined ? '' : ` ${impact}`;
  return say`Planned maintenance${ofComponents(components)}, ${day}${begin} to ${end}.${rest}`;
}

export function maintenanceMoved(
  maintenance: Pick<PublicMaintenance, 'components' | 'impact'>,
  times: { readonly from: Instant; readonly until: Instant },
): Sentence {
  return [publicText('The times have changed. '), ...maintenancePlanned(maintenance, times)];
}

export function maintenanceInProgress(until: Instant, now: Instant): Sentence {
  return say`Maintenance is in progress until ${time(until, now)}.`;
}

export function maintenanceLate(until: Instant, nextUpdateBy: Instant, now: Instant): Sentence {
  return say`This maintenance was planned to end at ${time(until, now)} and is taking longer. Next update by ${time(nextUpdateBy, now)}.`;
}

export const maintenanceVerifying = say`The work is done. We are checking it.`;

export function maintenanceCompleted(at: Instant, now: Instant): Sentence {
  return say`Maintenance completed at ${time(at, now)}.`;
}

export function maintenanceCancelled(at: Instant, now: Instant): Sentence {
  return say`This maintenance was cancelled at ${time(at, now)}.`;
}

/** One update of a maintenance, in the words for it. */
export function maintenanceUpdateInWords(
  maintenance: Pick<PublicMaintenance, 'components' | 'impact'>,
  update: MaintenanceUpdate,
  now: Instant,
): Sentence {
  switch (update.kind) {
    case 'planned':
      return maintenancePlanned(maintenance, update);
    case 'rescheduled':
      return maintenanceMoved(maintenance, update);
    case 'started':
      return maintenanceInProgress(update.until, now);
    case 'late':
      return maintenanceLate(update.until, update.nextUpdateBy, now);
    case 'verifying':
      return maintenanceVerifying;
    case 'completed':
      return maintenanceCompleted(update.at, now);
    case 'cancelled':
      return maintenanceCancelled(update.at, now);
    case 'person':
      return asSentence(update.text);
  }
}

/** The one sentence at the top while only maintenance goes on: `Maintenance of Checkout is in progress.` */
export function underMaintenance(names: readonly string[]): PublicText {
  return publicText(`Maintenance${names.length > 0 ? ` of ${list(names)}` : ''} is in progress.`);
}

/** Where a maintenance stands, as a word. */
export const maintenanceWords: Readonly<Record<MaintenanceState, string>> = {
  scheduled: 'Scheduled',
  in_progress: 'In progress',
  verifying: 'Verifying',
  completed: 'Completed',
  cancelled: 'Cancelled',
};

function ofComponents(components: PublicMaintenance['components']): string {
  return components.length === 0 ? '' : ` of ${list(components.map(({ name }) => name))}`;
}
