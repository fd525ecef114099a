import type { Alert } from './alert';
import { lookAgainAt } from './absorbing';
import { Draft, type Change, type Moment } from './change';
import { okCountsAt } from './escalation-plan';
import { fire, type FiringFacts } from './firing';
import { reopensWithin } from './flapping';
import { allAlertsOk, alertState, type Incident } from './incident';
import { between, type Instant } from './instant';
import { cancelNotice } from './notice-policy';
import type { Severity } from './severity';
import { clockTimeWithZone } from './zoned-time';

/** What the source last said under one key, and how often it said so. */
export interface KnownKey {
  readonly incidentId: string;
  readonly signal: Alert['signal'];
  readonly changedAt: Instant;
  readonly sentAt: Instant;
  readonly count: number;
  /** The worst severity that an alert of this key had in this incident. */
  readonly severity?: Severity;
  /** From this count on the next repeat is looked at, not only counted. */
  readonly lookAgainAt?: number;
  /** The source's time of the last one that came late. */
  readonly lateAt?: Instant;
}

/** What an alert under a known key is to its incident. */
export type Arrival =
  /** Older than what is known: stored and counted, changes nothing. */
  | 'late'
  /** The same again: counted. */
  | 'repeat'
  /** The signal changed, it fires anew, or it is worse than it was. */
  | 'news';

/**
 * An OK older than the newest alarm never closes it. An alarm is late only if both its own time and its envelope's are
 * older than what is known: in doubt it is news, for a page too many is a nuisance and a page too few an outage.
 */
export function arrivalOf(alert: Alert, known: KnownKey, severity?: Severity): Arrival {
  const older = alert.changedAt < known.changedAt;
  if (alert.signal === known.signal) {
    if (alert.signal === 'firing' && isWorse(severity, known.severity)) return 'news';
    return alert.changedAt > known.changedAt ? 'news' : 'repeat';
  }
  if (alert.signal === 'firing') return older && alert.sentAt <= known.sentAt ? 'late' : 'news';
  return older ? 'late' : 'news';
}

function isWorse(severity: Severity | undefined, before: Severity | undefined): boolean {
  return severity !== undefined && before !== undefined && severity < before;
}

/** What is to be known of a key after an alert of this severity went to an incident; never older than what was known. */
export function keyAfter(
  alert: Alert,
  incidentId: string,
  severity: Severity,
  known: KnownKey | undefined,
  counted: number,
): Omit<KnownKey, 'count'> {
  const before = known?.incidentId === incidentId ? known : undefined;
  const worst = alert.signal === 'firing' && !isWorse(before?.severity, severity) ? severity : before?.severity;
  const newer = before && before.changedAt > alert.changedAt ? before : alert;
  return {
    incidentId,
    signal: alert.signal,
    changedAt: newer.changedAt,
    sentAt: newer.sentAt,
    severity: worst,
    lookAgainAt: lookAgainAt((before?.count ?? 0) + counted),
    lateAt: before?.lateAt,
  };
}

/** True when the alert belongs to the past of this incident no more: its failure is a new incident. */
export function opensAnew(alert: Alert, incident: Incident, now: Instant): boolean {
  if (alert.signal !== 'firing' || incident.resolvedAt === undefined) return false;
  return between(incident.resolvedAt, now) > reopensWithin(incident, incident.resolvedAt);
}

/** What an alert does to its incident, known under its key or joining; undefined when it changes nothing worth writing. */
export function arrive(
  alert: Alert,
  alertKey: string,
  incident: Incident,
  moment: Moment,
  facts: FiringFacts,
): Change | undefined {
  if (alert.signal === 'firing') return fire(alert, alertKey, incident, moment, facts);
  if (incident.status === 'resolved') return undefined;
  const alerts = { ...incident.alerts, [alertKey]: alertState(alert, incident.alerts[alertKey]) };
  const draft = new Draft('alert-changes', incident, { ...incident, alerts }, moment, facts.notice);
  if (alert.signal === 'unknown') {
    if (incident.okCountedAt === undefined) draft.set({ quietSince: undefined });
    return draft
      .tell('AlertLostSight', 'alarm', `${alert.name} has no data now (INSUFFICIENT_DATA). That is not an OK.`)
      .done();
  }
  if (!allAlertsOk(alerts)) {
    return draft.tell('AlertCleared', 'alarm', `${alert.name} is OK; others still fire.`).done();
  }
  draft.set({ quietSince: incident.quietSince ?? moment.now });
  const counts = okCountsAt(draft.incident);
  const from = counts && ` It counts from ${clockTimeWithZone(counts, 'UTC')} if nothing fires again.`;
  draft.tell('AlertCleared', 'alarm', `${alert.name} is OK.${from ?? ''}`);
  cancelNotice(draft, 'The source says OK');
  return draft.done();
}
