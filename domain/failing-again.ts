import type { Alert } from './alert';
import type { Draft } from './change';
import { flappingAlert, reopensWithin } from './flapping';
import type { Incident } from './incident';
import { minute, plus } from './instant';
import type { Notice } from './notice';
import { joinNotice, renewNotice } from './notice-policy';
import { informAtOnce } from './opening';
import { pageFrom } from './page-levels';
import { updateRhythm } from './update-promise';
import { takeSeverity, type SeverityChange } from './severity-change';

/**
 * In monitoring it fails again: any acknowledgement is void, and level 1 is paged at once. Only of one that flaps whoever
 * has it keeps it, and is not paged each time.
 */
export function failAgain(draft: Draft, alert: Alert, worse: SeverityChange | undefined): void {
  const { acknowledgement } = draft.incident;
  const flaps = flappingAlert(draft.incident, draft.moment.now) !== undefined;
  const held = flaps && !worse ? acknowledgement : undefined;
  draft.set({ status: 'investigating', acknowledgement: held });
  if (held) draft.tell('FailedAgain', 'alarm', `${alert.name} is failing again; ${held.name} has it: nobody is paged.`);
  else draft.tell('FailedAgain', 'alarm', `${alert.name} is failing again; any earlier acknowledgement is void.`);
  if (worse) takeSeverity(draft, worse);
  noticeFailsAgain(draft, held !== undefined);
  if (!held) pageAgain(draft, 1, false);
  if (worse) informAtOnce(draft);
  renewNotice(draft);
}

/** Customers who read "monitoring", a person's word, are told that it has come back. */
function noticeFailsAgain(draft: Draft, acknowledged: boolean): void {
  const patch = { acknowledged, measurementsNormalAt: undefined };
  if (draft.notice?.status !== 'monitoring') draft.amendNotice(patch);
  else
    draft.amendNotice(
      { ...patch, status: 'investigating' },
      { at: draft.moment.now, kind: 'reopened', status: 'investigating' },
    );
}

/** Soon after a resolve it fails again: the incident reopens, and paging continues at the level where it stopped. */
export function reopen(
  draft: Draft,
  alert: Alert,
  before: Incident,
  worse: SeverityChange | undefined,
  openNotice: Notice | undefined,
): void {
  const { notice } = draft;
  draft.set({
    status: 'investigating',
    acknowledgement: undefined,
    resolvedAt: undefined,
    resolvedBy: undefined,
    falsePositive: undefined,
    updates: { every: updateRhythm(before), missed: 0 },
  });
  const judge = before.falsePositive?.name;
  const voided = judge === undefined ? '' : ` That it was a false alarm, as ${judge} said, is void.`;
  const within = reopensWithin(before, before.resolvedAt ?? draft.moment.now) / minute;
  draft.tell(
    'IncidentReopened',
    'alarm',
    `${alert.name} fires again within ${within} minutes of the resolve: reopened.${voided}`,
  );
  if (worse) takeSeverity(draft, worse);
  if (notice && openNotice) joinNotice(draft, openNotice, notice.claims);
  else if (notice && notice.retractedAt === undefined) reopenNotice(draft, notice);
  pageAgain(draft, Math.max(1, before.escalation.level), true);
  if (worse) informAtOnce(draft);
  renewNotice(draft);
}

/** Customers read "resolved", which is no longer true: the notice is open again, with a time by which they hear more. */
function reopenNotice(draft: Draft, notice: Notice): void {
  const every = updateRhythm(draft.incident) ?? 30 * minute;
  const nextUpdateBy = plus(draft.moment.now, every);
  draft.amendNotice(
    {
      status: 'investigating',
      resolvedAt: undefined,
      acknowledged: false,
      measurementsNormalAt: undefined,
      overdueSince: undefined,
      nextUpdateBy,
      openIncidents: [...new Set([...notice.openIncidents, draft.incident.id])],
    },
    { at: draft.moment.now, kind: 'reopened', status: 'investigating' },
  );
  draft.set({ updates: { every, dueAt: nextUpdateBy, reminded: false, missed: 0 } });
}

function pageAgain(draft: Draft, level: number, afterResolve: boolean): void {
  const at = draft.moment.now;
  pageFrom(draft, level, (next) => ({ says: 'failing-again', at, afterResolve, next }));
}
