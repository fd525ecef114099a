import { configuration } from '@tocsin/config';
import { mailAgain } from '../../domain/absorbing';
import { arrivalOf, arrive, keyAfter, opensAnew, type KnownKey } from '../../domain/alert-arrival';
import { namesRotation } from '../../domain/calling';
import type { Change, Moment } from '../../domain/change';
import { componentOf, noticeSubject } from '../../domain/configuration';
import { serversAreWatched } from '../../domain/customers-fail';
import { isWorkedOn, type Incident } from '../../domain/incident';
import type { Instant } from '../../domain/instant';
import { noteLateAlert } from '../../domain/late-alert';
import { keptAlert, whyQuiet, type Quiet } from '../../domain/quiet';
import type { Situation } from '../../domain/situation';
import type { KeyWrite } from '../alert-writes';
import { momentAt } from '../moment';
import type { IncidentInContext, WriteResult } from '../ports';
import { receiptsOf, runOf, type AlertEvent, type Run } from './alert-events';
import { childrenOf } from './composite-children';
import type { IngestAlert } from './needs';
import { placeAlert } from './place-alert';

/** How often a decision is made anew after a lost race, before the queue tries again later. */
const attempts = 8;

/**
 * Handles neighbouring alerts of one key that say the same. What repeats what is known is counted without a read; the
 * rest is decided on what the table says, and written under the condition that it still does.
 * @throws Error when the race is lost again and again; the queue delivers them again
 */
export async function handleRun(
  key: string,
  alerts: readonly AlertEvent[],
  now: Instant,
  deps: IngestAlert,
): Promise<void> {
  if (alerts[0]?.alert.signal === 'ok') await deps.muted.forget(key, runOf(key, alerts).newest.changedAt, now);
  const moment = momentAt(now);
  let events = alerts;
  for (let attempt = 0; attempt < attempts; attempt++) {
    const run = runOf(key, events);
    const answer = await deps.alerts.repeat(key, run.newest, run.classification.severity, run.firing);
    if ('repeated' in answer) return countRepeats(run, answer.repeated.incidentId, now, deps);
    const result = await decide(run, answer.known, moment, deps);
    if (result === 'written') return;
    if (result === 'seen-before') events = await unseen(events, deps);
    if (events.length === 0) return;
  }
  throw new Error(`The race for an incident was lost ${attempts} times.`);
}

async function countRepeats(run: Run, incidentId: string, now: Instant, deps: IngestAlert): Promise<void> {
  await deps.alerts.receipts(receiptsOf(run, now, incidentId, 'repeated what was known'));
  deps.log('T102', { incident: incidentId, alerts: run.events.length });
}

async function decide(run: Run, known: KnownKey | undefined, moment: Moment, deps: IngestAlert): Promise<WriteResult> {
  const { key, newest, classification, firing } = run;
  const arrival = known && arrivalOf(newest, known, classification.severity);
  if (known && arrival === 'late') return noteLate(run, known, moment, deps);
  const component = componentOf(classification.service, configuration)?.id;
  const context = known && (await deps.incidents.inContext(known.incidentId, component));
  let at = moment;
  if (newest.signal === 'firing' && arrival !== 'repeat' && !(context && isWorkedOn(context.incident))) {
    const situation = await deps.situations.now();
    at = momentAt(moment.now, situation.overrides);
    const begun = await beginAnew(run, known, context, situation, at, deps);
    if (begun) return begun;
  } else if (newest.signal === 'firing' && arrival === 'news' && namesRotation(context?.incident.policy)) {
    // It may raise the severity, and then it pages whoever has it now.
    at = momentAt(moment.now, (await deps.situations.now()).overrides);
  }
  if (!known) return noteOnly(run, moment.now, deps, 'nothing was open');
  const after = keyAfter(newest, known.incidentId, classification.severity, known, firing);
  const write: KeyWrite = { key, before: known, after, counted: firing };
  const change =
    context && (arrival === 'news' ? newsOf(run, known, context, at) : repeatOf(run, known, context.incident, moment));
  if (change) return commit(change, write, run, moment.now, deps);
  const kept = await deps.alerts.keep(write);
  if (kept === 'written') await countRepeats(run, known.incidentId, moment.now, deps);
  return kept;
}

/** What nobody is on or is being called for: it waits while people arranged quiet, else it finds its incident. Undefined: it has one. */
async function beginAnew(
  run: Run,
  known: KnownKey | undefined,
  context: IncidentInContext | undefined,
  situation: Situation,
  moment: Moment,
  deps: IngestAlert,
): Promise<WriteResult | undefined> {
  const { newest, classification } = run;
  const quiet = whyQuiet(newest, classification, situation, moment.now);
  if (quiet) return keepQuiet(run, quiet, moment.now, deps);
  if (known && context && !opensAnew(newest, context.incident, moment.now)) return undefined;
  return placeAlert(run, known, situation, moment, deps);
}

function newsOf(run: Run, known: KnownKey, context: IncidentInContext, moment: Moment): Change | undefined {
  const { key, newest, classification } = run;
  return arrive(newest, key, context.incident, moment, {
    ...context,
    classification,
    saidBefore: known.severity,
    subject: noticeSubject(classification, configuration),
    serversWatched: serversAreWatched(classification.service, configuration),
  });
}

/** A repeat of what fires is looked at when many have come: perhaps nobody has noticed. */
function repeatOf(run: Run, known: KnownKey, incident: Incident, moment: Moment): Change | undefined {
  if (run.newest.signal !== 'firing' || known.count < (known.lookAgainAt ?? Infinity)) return undefined;
  return mailAgain(run.newest.name, known.count + run.firing, incident, moment);
}

/** A composite that fires again may have other children than before: those follow it too. */
async function commit(change: Change, key: KeyWrite, run: Run, now: Instant, deps: IngestAlert): Promise<WriteResult> {
  const { id } = change.incident;
  const receipts = receiptsOf(run, now, id, 'changed the incident');
  const others = run.newest.signal === 'firing' ? (await childrenOf(run.newest, now, deps)).pointedTo(id) : [];
  const written = await deps.incidents.commit(change, { key, receipts, others });
  if (written === 'written') deps.log('T101', { incident: change.incident.id, transition: change.transition });
  return written;
}

/** Nothing opens now and nothing changes: it is kept on record, with why. */
async function noteOnly(run: Run, now: Instant, deps: IngestAlert, outcome: string): Promise<WriteResult> {
  await deps.alerts.receipts(receiptsOf(run, now, undefined, outcome));
  return 'written';
}

/** People arranged quiet for it: it waits for the end of that, then it is taken in again, unless it is OK by then. */
async function keepQuiet(run: Run, quiet: Quiet, now: Instant, deps: IngestAlert): Promise<WriteResult> {
  const { key, events, newest, classification } = run;
  const { event } = events.find(({ alert }) => alert === newest)!;
  await deps.muted.keep(key, keptAlert(newest, event, classification.service, quiet, now));
  deps.log('T120', { kind: quiet.kind, id: quiet.id, until: quiet.until });
  deps.count('AlertsSuppressed', events.length);
  return noteOnly(run, now, deps, quiet.because);
}

/** What came late gets its line in the timeline, once for each time of its source, and its receipt. */
async function noteLate(run: Run, known: KnownKey, moment: Moment, deps: IngestAlert): Promise<WriteResult> {
  const { key, newest, firing } = run;
  const receipts = receiptsOf(run, moment.now, known.incidentId, 'came late: older than what was known');
  const told = known.lateAt === newest.changedAt;
  const incident = told ? undefined : await deps.incidents.incident(known.incidentId);
  const { count: _count, ...before } = known;
  const write = { key, before: known, after: { ...before, lateAt: newest.changedAt }, counted: firing };
  const result = incident
    ? await deps.incidents.commit(noteLateAlert(newest, incident, moment), { key: write, receipts })
    : await deps.alerts.receipts(receipts).then(() => 'written' as const);
  if (result === 'written') deps.log('T107', { incident: known.incidentId, alerts: run.events.length });
  return result;
}

/** A redelivery may bring some alerts again that were handled: only the others are decided on. */
async function unseen(events: readonly AlertEvent[], deps: IngestAlert): Promise<readonly AlertEvent[]> {
  const seen = await deps.alerts.seen(events.map(({ alert }) => alert.id));
  return events.filter(({ alert }) => !seen.has(alert.id));
}
