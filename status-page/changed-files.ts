import { minute, plus, type Instant } from '../domain/instant';
import type { StatusPage } from '../domain/status-page';
import { togetherSince } from './known-changes';
import { filesThatAge, type PlannedFile } from './public-file';

/** What the front page that is shown now says of itself. It was put last, so all files are at least as new. */
export interface ShownNow {
  readonly version: number;
  readonly generatedAt: Instant;
  readonly design: string;
  readonly changes: string;
}

/** What a publication is made with. */
export interface MadeWith {
  /** Changes with what all pages have in common. */
  readonly design: string;
  /** The mark of the newest changes that it knows of. */
  readonly changes: string;
}

/**
 * Changes are stamped by other clocks than ours, when they are decided: up to half a minute before they are written. And a reading
 * that began before may have seen half of them, and be a minute old when the page is made from it.
 */
const slack = 2 * minute;

/**
 * Which files a publication puts: those that tell their age; those in which something changed since the front page that is shown
 * now, be it that a time has come; what was told with the newest change, when the front page was made without knowing all of it;
 * on a new day, those that tell of days; and all of them when the page looks different now.
 */
export function changedFiles(
  plan: readonly PlannedFile[],
  page: StatusPage,
  shown: ShownNow | undefined,
  made: MadeWith,
): PlannedFile[] {
  if (shown === undefined || shown.design !== made.design) return [...plan];
  const anotherDay = shown.generatedAt.slice(0, 10) !== page.generatedAt.slice(0, 10);
  const since = changedSince(page, shown, made);
  return plan.filter(
    ({ path, touchedAt, daily }) => filesThatAge.includes(path) || touchedAt > since || (anotherDay && daily),
  );
}

function changedSince(page: StatusPage, shown: ShownNow, made: MadeWith): Instant {
  if (shown.version !== page.version) return plus(shown.generatedAt, -slack);
  return shown.changes === made.changes ? shown.generatedAt : togetherSince(page.changedAt);
}
