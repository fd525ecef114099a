import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { arrivalOf, arrive, opensAnew, type KnownKey } from '../../domain/alert-arrival';
import type { Change, Moment } from '../../domain/change';
import { classify } from '../../domain/classification';
import { componentOf, levelsFor, nameOf, noticeSubject } from '../../domain/configuration';
import type { Instant } from '../../domain/instant';
import { open } from '../../domain/opening';
import type { KeyWrite, Receipt, WriteResult } from '../ports';
import type { IngestAlert } from './needs';

/** An alert with the message that brought it. */
export interface AlertEvent {
  readonly messageId: string;
  readonly alert: Alert;
  readonly event: string;
}

/** How often a decision is made anew after a lost race, before the queue tries again later. */
const attempts = 6;

/**
 * Handles neighbouring alerts of one key that say the same. What repeats what is known is counted without a read; the
 * rest is decided on what the table says, and written under the condition that it still does.
 * @throws Error when the race is lost again and again; the queue delivers them again
 */
export async function handleRun(
  key: string,
  run: readonly AlertEvent[],
  now: Instant,
  deps: IngestAlert,
): Promise<void> {
  if (run[0]?.alert.signal === 'ok') await deps.muted.forget(key);
  let events = run;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const newest = newestOf(events);
    const answer = await deps.alerts.repeat(key, newest, firing(events));
    if ('repeated' in answer) return countRepeats(events, answer.repeated.incidentId, now, deps);
    const result = await decide(key, events, newest, answer.known, now, deps);
    if (result === 'written') return;
    if (result === 'seen-before') events = await unseen(events, deps);
    if (events.length === 0) return;
  }
  throw new Error(`The race for an incident was lost ${attempts} times.`);
}

async function countRepeats(
  events: readonly AlertEvent[],
  incidentId: string,
  now: Instant,
  deps: IngestAlert,
): Promise<void> {
  await deps.alerts.receipts(receipts(events, now, incidentId, 'repeated what was known'));
  deps.log('T102', { incident: incidentId, alerts: events.length });
}

async function decide(
  key: string,
  events: readonly AlertEvent[],
  newest: Alert,
  known: KnownKey | undefined,
  now: Instant,
  deps: IngestAlert,
): Promise<WriteResult> {
  const moment: Moment = { now, nameOf: (id) => nameOf(id, configuration) };
  if (!known)
    return newest.signal === 'firing'
      ? openNew(key, events, newest, undefined, moment, deps)
      : noteOnly(events, now, deps);

  const arrival = arrivalOf(newest, known);
  if (arrival === 'late') return noteLate(events, known, now, deps);

  const classification = classify(newest, configuration);
  const context = await deps.incidents.inContext(
    known.incidentId,
    componentOf(classification.service, configuration)?.id,
  );
  if (!context || opensAnew(newest, context.incident, now)) {
    if (newest.signal === 'firing') return openNew(key, events, newest, known, moment, deps);
  }
  const after = {
    incidentId: known.incidentId,
    signal: newest.signal,
    changedAt: newest.changedAt,
    sentAt: newest.sentAt,
  };
  const write: KeyWrite = { key, before: known, after, counted: firing(events) };
  const change = arrival === 'news' && context ? arrive(newest, key, context.incident, moment, context) : undefined;
  if (change) return commit(change, write, events, now, deps);
  const kept = await deps.alerts.keep(write);
  if (kept === 'written') await countRepeats(events, known.incidentId, now, deps);
  return kept;
}

async function openNew(
  key: string,
  events: readonly AlertEvent[],
  newest: Alert,
  known: KnownKey | undefined,
  moment: Moment,
  deps: IngestAlert,
): Promise<WriteResult> {
  const classification = classify(newest, configuration);
  const change = open(
    newest,
    {
      id: deps.newIncidentId(),
      alertKey: key,
      classification,
      levels: levelsFor(classification, configuration),
      notice: noticeSubject(classification, configuration),
    },
    moment,
  );
  const after = {
    incidentId: change.incident.id,
    signal: newest.signal,
    changedAt: newest.changedAt,
    sentAt: newest.sentAt,
  };
  const result = await commit(change, { key, before: known, after, counted: firing(events) }, events, moment.now, deps);
  if (result === 'written') {
    deps.log('T100', {
      incident: change.incident.id,
      severity: change.incident.severity,
      because: classification.because,
    });
  }
  return result;
}

async function commit(
  change: Change,
  key: KeyWrite,
  events: readonly AlertEvent[],
  now: Instant,
  deps: IngestAlert,
): Promise<WriteResult> {
  const outcome = change.transition === 'open' ? 'opened the incident' : 'changed the incident';
  const written = await deps.incidents.commit(change, {
    key,
    receipts: receipts(events, now, change.incident.id, outcome),
  });
  if (written === 'written') deps.log('T101', { incident: change.incident.id, transition: change.transition });
  return written;
}

/** An OK or a loss of data for something that never fired: kept on record, nothing to do. */
async function noteOnly(events: readonly AlertEvent[], now: Instant, deps: IngestAlert): Promise<WriteResult> {
  await deps.alerts.receipts(receipts(events, now, undefined, 'nothing was open'));
  return 'written';
}

async function noteLate(
  events: readonly AlertEvent[],
  known: KnownKey,
  now: Instant,
  deps: IngestAlert,
): Promise<WriteResult> {
  await deps.alerts.receipts(receipts(events, now, known.incidentId, 'came late: older than what was known'));
  deps.log('T107', { incident: known.incidentId, alerts: events.length });
  return 'written';
}

/** A redelivery may bring some alerts again that were handled: only the others are decided on. */
async function unseen(events: readonly AlertEvent[], deps: IngestAlert): Promise<readonly AlertEvent[]> {
  const seen = await deps.alerts.seen(events.map(({ alert }) => alert.id));
  return events.filter(({ alert }) => !seen.has(alert.id));
}

function receipts(
  events: readonly AlertEvent[],
  receivedAt: Instant,
  incidentId: string | undefined,
  outcome: string,
): Receipt[] {
  const byId = new Map(events.map((event) => [event.alert.id, event]));
  return [...byId.values()].map(({ alert, event }) => ({ alert, event, receivedAt, incidentId, outcome }));
}

function newestOf(events: readonly AlertEvent[]): Alert {
  return events
    .map(({ alert }) => alert)
    .reduce((newest, alert) => (alert.changedAt > newest.changedAt ? alert : newest));
}

function firing(events: readonly AlertEvent[]): number {
  return new Set(events.filter(({ alert }) => alert.signal === 'firing').map(({ alert }) => alert.id)).size;
}
