import { minute, plus, type Instant } from '../domain/instant';
import type { StatusPage } from '../domain/status-page';
import { filesThatAge, type PlannedFile } from './public-file';

/** What the front page that is shown now says of itself. It was put last, so all files are at least as new. */
export interface ShownNow {
  readonly version: number;
  readonly generatedAt: Instant;
  readonly design: string;
}

/** Changes are stamped by other clocks than ours. */
const slack = minute;

/**
 * Which files a publication puts: those that tell their age; those in which something changed since the front page that is shown
 * now, be it that a time has come; on a new day, those that tell of days; and all of them when the page looks different now.
 * @param design changes with what all pages have in common
 */
export function changedFiles(
  plan: readonly PlannedFile[],
  page: StatusPage,
  shown: ShownNow | undefined,
  design: string,
): PlannedFile[] {
  if (shown === undefined || shown.design !== design) return [...plan];
  const anotherDay = shown.generatedAt.slice(0, 10) !== page.generatedAt.slice(0, 10);
  const since = shown.version === page.version ? shown.generatedAt : plus(shown.generatedAt, -slack);
  return plan.filter(
    ({ path, touchedAt, daily }) => filesThatAge.includes(path) || touchedAt > since || (anotherDay && daily),
  );
}
