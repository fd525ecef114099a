import type { Alert } from './alert';
import { Draft, type Change, type Moment } from './change';
import { pageFrom } from './escalation';
import { allAlertsOk, alertState, type Incident } from './incident';
import { between, minute, plus, type Instant } from './instant';
import type { Notice } from './notice';
import { cancelNotice, joinNotice, renewNotice } from './notice-policy';
import { behaviours, reopenWithin } from './severity';
import { updateRhythm } from './update-promise';
import { clockTimeWithZone } from './zoned-time';

/** What the source last said under one key, and how often it said so. */
export interface KnownKey {
  readonly incidentId: string;
  readonly signal: Alert['signal'];
  readonly changedAt: Instant;
  readonly sentAt: Instant;
  readonly count: number;
}

/** What an alert under a known key is to its incident. */
export type Arrival =
  /** Older than what is known: stored and counted, changes nothing. */
  | 'late'
  /** The same again: counted. */
  | 'repeat'
  /** The signal changed, or it fires anew. */
  | 'news';

/**
 * An OK older than the newest alarm never closes it. An alarm is late only if both its own time and its envelope's are
 * older than what is known: in doubt it is news, for a page too many is a nuisance and a page too few an outage.
 */
export function arrivalOf(alert: Alert, known: KnownKey): Arrival {
  const older = alert.changedAt < known.changedAt;
  if (alert.signal === known.signal) return alert.changedAt > known.changedAt ? 'news' : 'repeat';
  if (alert.signal === 'firing') return older && alert.sentAt <= known.sentAt ? 'late' : 'news';
  return older ? 'late' : 'news';
}

/** True when the alert belongs to the past of this incident no more: its failure is a new incident. */
export function opensAnew(alert: Alert, incident: Incident, now: Instant): boolean {
  if (alert.signal !== 'firing' || incident.resolvedAt === undefined) return false;
  return between(incident.resolvedAt, now) > reopenWithin;
}

/** What customers read: this incident's own notice, and the one that is open for its component, often the same. */
export interface KnownNotices {
  readonly notice?: Notice;
  readonly openNotice?: Notice;
}

/** What news under a known key does to its incident; undefined when it changes nothing worth writing. */
export function arrive(
  alert: Alert,
  alertKey: string,
  incident: Incident,
  moment: Moment,
  notices: KnownNotices = {},
): Change | undefined {
  const { notice } = notices;
  const alerts = { ...incident.alerts, [alertKey]: alertState(alert) };
  if (alert.signal === 'firing') return fire(alert, alerts, incident, moment, notices);
  if (incident.status === 'resolved') return undefined;
  const draft = new Draft('alert-changes', incident, { ...incident, alerts }, moment, notice);
  if (alert.signal === 'unknown') {
    if (incident.okCountedAt === undefined) draft.set({ quietSince: undefined });
    return draft
      .tell('AlertLostSight', 'alarm', `${alert.name} has no data now (INSUFFICIENT_DATA). That is not an OK.`)
      .done();
  }
  if (!allAlertsOk(alerts)) {
    return draft.tell('AlertCleared', 'alarm', `${alert.name} is OK; others still fire.`).done();
  }
  const quietSince = incident.quietSince ?? moment.now;
  draft.set({ quietSince });
  draft.tell(
    'AlertCleared',
    'alarm',
    `${alert.name} is OK. It counts from ${clockTimeWithZone(plus(quietSince, 5 * minute), 'UTC')} if nothing fires again.`,
  );
  cancelNotice(draft, 'The source says OK');
  return draft.done();
}

function fire(
  alert: Alert,
  alerts: Incident['alerts'],
  incident: Incident,
  moment: Moment,
  notices: KnownNotices,
): Change | undefined {
  const { notice } = notices;
  const quiet = { quietSince: undefined, okCountedAt: undefined, alerts };
  if (incident.status === 'resolved') return reopen(alert, { ...incident, ...quiet }, incident, moment, notices);
  if (incident.status === 'monitoring') return failAgain(alert, { ...incident, ...quiet }, incident, moment, notice);
  if (incident.quietSince === undefined && sameSignals(alerts, incident.alerts)) return undefined;
  const draft = new Draft('alert-changes', incident, { ...incident, ...quiet }, moment, notice);
  draft.tell('AlertJoined', 'alarm', `${alert.name} fires${firedBefore(alerts, incident.alerts) ? ' again' : ' too'}.`);
  renewNotice(draft);
  return draft.done();
}

function sameSignals(one: Incident['alerts'], other: Incident['alerts']): boolean {
  return Object.entries(one).every(([key, { signal }]) => other[key]?.signal === signal);
}

function firedBefore(now: Incident['alerts'], before: Incident['alerts']): boolean {
  return Object.keys(now).every((key) => key in before);
}

/** In monitoring it fails again: any acknowledgement is void, and level 1 is paged at once. */
function failAgain(alert: Alert, next: Incident, before: Incident, moment: Moment, notice: Notice | undefined): Change {
  const draft = new Draft(
    'fail-again',
    before,
    { ...next, status: 'investigating', acknowledgement: undefined },
    moment,
    notice,
  );
  draft.tell('FailedAgain', 'alarm', `${alert.name} is failing again; any earlier acknowledgement is void.`);
  noticeFailsAgain(draft);
  pageAgain(draft, 1, false);
  renewNotice(draft);
  return draft.done();
}

/** Customers who read "monitoring", a person's word, are told that it has come back. */
function noticeFailsAgain(draft: Draft): void {
  const patch = { acknowledged: false, measurementsNormalAt: undefined };
  if (draft.notice?.status !== 'monitoring') draft.amendNotice(patch);
  else
    draft.amendNotice(
      { ...patch, status: 'investigating' },
      { at: draft.moment.now, kind: 'reopened', status: 'investigating' },
    );
}

/** Within 30 minutes of a resolve it fails again: the incident reopens, and paging continues at the level where it stopped. */
function reopen(
  alert: Alert,
  next: Incident,
  before: Incident,
  moment: Moment,
  { notice, openNotice }: KnownNotices,
): Change {
  const draft = new Draft(
    'reopen',
    before,
    {
      ...next,
      status: 'investigating',
      acknowledgement: undefined,
      resolvedAt: undefined,
      resolvedBy: undefined,
      updates: { every: updateRhythm(before), missed: 0 },
    },
    moment,
    notice,
  );
  draft.tell('IncidentReopened', 'alarm', `${alert.name} fires again within 30 minutes of the resolve: reopened.`);
  if (notice && openNotice) joinNotice(draft, openNotice, notice.claims);
  else if (notice && notice.retractedAt === undefined) reopenNotice(draft, notice);
  pageAgain(draft, Math.max(1, before.escalation.level), true);
  renewNotice(draft);
  return draft.done();
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
  if (behaviours[draft.incident.severity].pages) {
    pageFrom(draft, level, (next) => ({ says: 'failing-again', at, afterResolve, next }));
    return;
  }
  for (const person of draft.incident.levels[0] ?? []) {
    draft.send('notice', person, { says: 'failing-again', at, afterResolve }, { channels: ['email'] });
  }
}
