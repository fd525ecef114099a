import type { ShownComponent } from '../domain/shown-components';
import type { StatusPage } from '../domain/status-page';
import { downWeights, uptimeFormula } from '../domain/uptime';
import { apiHead } from './api/api-page';
import { toJson } from './to-json';

/** What the uptime of a component was counted from, so that anybody can count it again. */
export function uptimeFile(page: StatusPage, { id, name, uptime }: ShownComponent): string {
  const { from, to, strict, weighted, seconds, intervals, days } = uptime;
  return toJson({
    ...apiHead({ ...page, changedAt: page.generatedAt }),
    component: { id, name },
    from,
    to,
    known_since: page.startedOn,
    formula: uptimeFormula,
    weights: downWeights,
    strict: strict ?? null,
    weighted: weighted ?? null,
    seconds,
    intervals,
    days,
  });
}
