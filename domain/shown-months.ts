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
  const months = monthsSince(startedOn, now)
    .filter((month) => month >= oldest)
    .map((month) => ({ month, notices: [] as NoticeWithUpdates[], maintenances: [] as PublicMaintenance[] }));
  const touched = (from: Instant, to: Instant) =>
    to < oldest ? [] : months.filter(({ month }) => monthOf(from) <= month && monthOf(to) >= month);
  for (const shown of notices)
    for (const month of touched(shown.notice.startedAt, endOf(shown.notice) ?? now)) month.notices.push(shown);
  for (const maintenance of maintenances) {
    const { state, from, startedAt, completedAt, cancelledAt } = maintenance;
    if (state === 'scheduled') continue;
    for (const month of touched(startedAt ?? from, completedAt ?? cancelledAt ?? now))
      month.maintenances.push(maintenance);
  }
  return months;
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
