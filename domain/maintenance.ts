import type { Person } from './commands';
import { hour, minute, type Instant } from './instant';
import type { PublicText } from './notice';

/** Where a maintenance stands. Cancelled is the end of one that was called off. */
export type MaintenanceState = 'scheduled' | 'in_progress' | 'verifying' | 'completed' | 'cancelled';

/** One thing that customers were told about a maintenance: one of our sentences, or what a person wrote. */
export type MaintenanceUpdate =
  | { readonly at: Instant; readonly kind: 'planned' | 'rescheduled'; readonly from: Instant; readonly until: Instant }
  | { readonly at: Instant; readonly kind: 'started'; readonly until: Instant }
  | { readonly at: Instant; readonly kind: 'late'; readonly until: Instant; readonly nextUpdateBy: Instant }
  | { readonly at: Instant; readonly kind: 'verifying' | 'completed' | 'cancelled' }
  | { readonly at: Instant; readonly kind: 'person'; readonly text: PublicText };

/** What customers may know about a maintenance: no service, no person, no internal reason. */
export interface PublicMaintenance {
  /** `checkout-database-2027-03-07`, or one that was drawn. */
  readonly id: string;
  readonly version: number;
  /** What is done, in words for customers. */
  readonly title: PublicText;
  /** What customers will notice: `Paying by card will be unavailable for up to 10 minutes.` */
  readonly impact?: PublicText;
  /** The components as they were named when it was planned. */
  readonly components: readonly { readonly id: string; readonly name: string }[];
  readonly state: MaintenanceState;
  /** As planned; an edit moves them. */
  readonly from: Instant;
  readonly until: Instant;
  readonly postedAt: Instant;
  /** When anything about it last changed. */
  readonly changedAt: Instant;
  /** When it really began, went over to checking, and ended. */
  readonly startedAt?: Instant;
  readonly verifyingAt?: Instant;
  readonly completedAt?: Instant;
  readonly cancelledAt?: Instant;
  /** Set while it takes longer than planned: when customers hear more. */
  readonly nextUpdateBy?: Instant;
  /** Everything that was said, oldest first. */
  readonly updates: readonly MaintenanceUpdate[];
}

/** A maintenance as Tocsin keeps it: public words, and whose alarms it keeps quiet. */
export interface Maintenance extends PublicMaintenance {
  /** Ids of the services whose alarms do not page while it lasts. */
  readonly services: readonly string[];
  /** True: it completes by itself once it was quiet for a while after its end. */
  readonly autoComplete: boolean;
  /** Who planned it; the configuration, for an occurrence of a recurring window. */
  readonly by: Person;
  /** The recurring window that it is an occurrence of. */
  readonly window?: string;
  /** Why, for ourselves. */
  readonly note?: string;
  /** When it is to be looked at next: whether it moves on by itself. */
  readonly lookAt?: Instant;
  /** True: its times have changed or it is over, so what it keeps quiet is to be taken in again, and judged anew. */
  readonly askAgain?: boolean;
}

/** A verifying maintenance that may complete by itself does so after this long without an alarm. */
export const quietBeforeCompleting = 5 * minute;

/** While it takes longer than planned, customers are told more within this time. */
export const lateUpdateEvery = 30 * minute;

/** The longest maintenance: what lasts longer needs an edit on the way, so that a person looks. */
export const longestMaintenance = 48 * hour;

/** The most that is said about one maintenance. */
export const mostMaintenanceUpdates = 50;

export function isOver({ state }: Pick<PublicMaintenance, 'state'>): boolean {
  return state === 'completed' || state === 'cancelled';
}

/**
 * True while alarms of its services are kept quiet: until its planned end, whatever its state, for what fires then pages then.
 * It goes by the times, so that no late clock pages anybody.
 */
export function keepsQuiet(maintenance: Maintenance, now: Instant): boolean {
  if (isOver(maintenance) || now >= maintenance.until) return false;
  return (maintenance.startedAt ?? maintenance.from) <= now;
}

/** True while a maintenance of this service keeps its alarms quiet. */
export function underMaintenance(
  service: string | undefined,
  maintenances: readonly Maintenance[],
  now: Instant,
): boolean {
  return maintenances.some((each) => service !== undefined && each.services.includes(service) && keepsQuiet(each, now));
}

/** What customers may see of it, picked field by field: nothing internal gets there by accident. */
export function publicPart(maintenance: Maintenance): PublicMaintenance {
  const { id, version, title, impact, components, state, from, until, postedAt, changedAt } = maintenance;
  const { startedAt, verifyingAt, completedAt, cancelledAt, nextUpdateBy, updates } = maintenance;
  return {
    ...{ id, version, title, impact, components, state, from, until, postedAt, changedAt },
    ...{ startedAt, verifyingAt, completedAt, cancelledAt, nextUpdateBy, updates },
  };
}
