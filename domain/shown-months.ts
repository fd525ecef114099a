import { day, plus, type Instant } from './instant';
import type { PublicMaintenance } from './maintenance';
import type { NoticeWithUpdates } from './notice';
import { endOf } from './notice-course';

/** A calendar month in UTC with all that customers were told in it. */
export interface ShownMonth {
  /** `2027-03`. */
  readonly month: string;
  /** Newest first; one that went on from month to month stands in each. */
  readonly notices: readonly NoticeWithUpdates[];
  readonly maintenances: readonly PublicMaintenance[];
}

/** Months whose last day is older than this are written for the last time: their pages stay as they are. */
export const monthsChangeFor = 100 * day;

/** The months that can still change, newest first. */
export function monthsOf(
  notices: readonly NoticeWithUpdates[],
  maintenances: readonly PublicMaintenance[],
  startedOn: Instant,
  now: Instant,
): ShownMonth[] {
  const oldest = monthOf(plus(now, -monthsChangeFor));
  return monthsSince(startedOn, now)
    .filter((month) => month >= oldest)
    .map((month) => ({
      month,
      notices: notices.filter(({ notice }) => touches(month, notice.startedAt, endOf(notice) ?? now)),
      maintenances: maintenances.filter(
        ({ state, from, startedAt, completedAt, cancelledAt }) =>
          state !== 'scheduled' && touches(month, startedAt ?? from, completedAt ?? cancelledAt ?? now),
      ),
    }));
}

/** Every month since the page began, newest first: the index of the history, made without looking at any incident. */
export function monthsSince(startedOn: Instant, now: Instant): string[] {
  const months: string[] = [];
  for (let month = monthOf(startedOn); month <= monthOf(now); month = monthAfter(month)) months.unshift(month);
  return months;
}

export function monthOf(at: Instant): string {
  return at.slice(0, 7);
}

/** `2026-12` is followed by `2027-01`. */
export function monthAfter(month: string): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function touches(month: string, from: Instant, to: Instant): boolean {
  return monthOf(from) <= month && monthOf(to) >= month;
}
