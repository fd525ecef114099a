import { configuration } from '@tocsin/config';
import type { Alert } from '../../domain/alert';
import { arrivalOf, arrive, opensAnew, type KnownKey } from '../../domain/alert-arrival';
import type { Change, Moment } from '../../domain/change';
import { classify, type Classification } from '../../domain/classification';
import { componentOf, levelsFor, nameOf, noticeSubject } from '../../domain/configuration';
import type { Instant } from '../../domain/instant';
import { isWorkedOn } from '../../domain/incident';
import { open } from '../../domain/opening';
import { keptAlert, whyQuiet, type Quiet } from '../../domain/quiet';
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
  if (run[0]?.alert.signal === 'ok') await deps.muted.forget(key, newestOf(run).changedAt, now);
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
  const arrival = known && arrivalOf(newest, known);
  if (known && arrival === 'late') return noteLate(events, known, now, deps);
  if (!known && newest.signal !== 'firing') return noteOnly(events, now, deps, 'nothing was open');

  const classification = classify(newest, configuration);
  const component = componentOf(classification.service, configuration)?.id;
  const context = known && (await deps.incidents.inContext(known.incidentId, component));
  if (newest.signal === 'firing' && !(context && isWorkedOn(context.incident))) {
    const quiet = whyQuiet(newest, classification, await deps.situations.now(), now);
    if (quiet) return keepQuiet(key, events, newest, classification, quiet, now, deps);
  }
  if (newest.signal === 'firing' && (!known || !context || opensAnew(newest, context.incident, now)))
    return openNew(key, events, newest, known, moment, deps);
  if (!known) return noteOnly(events, now, deps, 'nothing was open');
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

/** Nothing opens now and nothing changes: it is kept on record, with why. */
async function noteOnly(
  events: readonly AlertEvent[],
  now: Instant,
  deps: IngestAlert,
  outcome: string,
): Promise<WriteResult> {
  await deps.alerts.receipts(receipts(events, now, undefined, outcome));
  return 'written';
}

/** People arranged quiet for it: it waits for the end of that, then it is taken in again, unless it is OK by then. */
async function keepQuiet(
  key: string,
  events: readonly AlertEvent[],
  newest: Alert,
  { service }: Classification,
  quiet: Quiet,
  now: Instant,
  deps: IngestAlert,
): Promise<WriteResult> {
  const { event } = events.find(({ alert }) => alert === newest)!;
  await deps.muted.keep(key, keptAlert(newest, event, service, quiet, now));
  deps.log('T120', { kind: quiet.kind, id: quiet.id, until: quiet.until });
  deps.count('AlertsSuppressed', events.length);
  return noteOnly(events, now, deps, quiet.because);
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
