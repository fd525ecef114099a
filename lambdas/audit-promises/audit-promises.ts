import type { Incident } from '../../domain/incident';
import { between, instant, minute, plus, type Instant } from '../../domain/instant';
import type { Count, IncidentStore, Overdue, PromiseIndex, PublicRecord } from '../ports';
import type { Redriver } from '../redriver';
import type { HeartbeatKeeper } from './heartbeat-keeper';
import type { ShiftKeeper } from './shift-keeper';
import type { WeeklyTests } from './weekly-tests';
import { afterSilence, lookAgain, moveMaintenance, planRecurring, type QuietPromises } from './quiet-promises';

export interface AuditPromises extends QuietPromises {
  readonly index: PromiseIndex;
  readonly heartbeats: HeartbeatKeeper;
  readonly shifts: ShiftKeeper;
  readonly weeklyTests: WeeklyTests;
  readonly incidents: Pick<IncidentStore, 'incident'>;
  readonly record: Pick<PublicRecord, 'version'>;
  readonly redriver: Redriver;
  readonly now: () => number;
  readonly count: Count;
}

/** How late something must be before the auditor takes it for forgotten and not for under way. */
const grace = 30_000;

/** How long after a public change the publisher is asked every minute. */
const changeIsFreshFor = 10 * minute;
const minutesBetweenLooks = 5;

/** How often it is asked whether everybody's addresses get messages. */
const minutesBetweenAudits = 15;

/**
 * Looks, each minute, for promises whose time has passed, and has them kept: a clock that was not heard, a message that
 * was not sent, an alarm whose mute has ended, a job that is silent, a page older than the state. One that cannot be driven keeps no other waiting; but only when all that
 * worked does its heart beat, and that silence has an alarm.
 * @throws Error when something could not be driven
 */
export async function auditPromises(deps: AuditPromises): Promise<void> {
  const now = instant(deps.now());
  const overdue = await deps.index.overdue(plus(now, -grace));
  const drives = [
    ...messageDrives(overdue, deps),
    ...overdue.flatMap((late) => (late.kind === 'incident' ? [() => redriveClocks(late.incidentId, now, deps)] : [])),
    ...overdue.flatMap((late) => (late.kind === 'triage' ? [() => tellTriage(deps)] : [])),
    ...overdue.flatMap((late) => (late.kind === 'on-call' ? [() => tellOnCall(deps)] : [])),
    ...overdue.flatMap((late) => (late.kind === 'bundle' ? [() => sendBundle(late.to, deps)] : [])),
    // Before what it kept quiet is let go, so that it sees what fires at its end.
    ...overdue.flatMap((late) => (late.kind === 'maintenance' ? [() => moveMaintenance(late.id, now, deps)] : [])),
    ...overdue.flatMap((late) => (late.kind === 'muted' ? [() => lookAgain(late.key, now, deps)] : [])),
    ...overdue.flatMap((late) => (late.kind === 'heartbeat' ? [() => deps.heartbeats.look(late.id, now)] : [])),
    () => deps.heartbeats.begin(now),
    () => deps.shifts.begin(now),
    ...overdue.flatMap((late) => (late.kind === 'test-page' ? [() => sendTestPage(late.to, deps)] : [])),
    () => deps.weeklyTests.begin(now),
    ...(eachMinutes(minutesBetweenAudits, now) ? [() => deps.redriver.auditChannels()] : []),
    ...overdue.flatMap((late) => (late.kind === 'silence' ? [() => afterSilence(late.id, now, deps)] : [])),
    ...(eachMinutes(minutesBetweenLooks, now) ? [() => planRecurring(now, deps)] : []),
    () => redrivePage(now, deps),
  ];
  const failures: unknown[] = [];
  for (const drive of drives) await drive().catch((error: unknown) => failures.push(error));
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${drives.length} promises could not be re-driven.`, { cause: failures[0] });
  deps.count('AuditHeartbeat', 1);
  deps.log('T701', { overdue: overdue.length });
}

/** Reports wait, and their owner is to be mailed. */
async function tellTriage(deps: AuditPromises): Promise<void> {
  deps.log('T700', { promise: 'triage' });
  await deps.redriver.tellTriage();
}

/** Somebody else may be on call by now. */
async function tellOnCall(deps: AuditPromises): Promise<void> {
  deps.log('T700', { promise: 'on call' });
  await deps.redriver.tellOnCall();
}

/** Pages wait for a person, and their time has come. */
async function sendBundle(to: string, deps: AuditPromises): Promise<void> {
  deps.log('T700', { promise: 'a bundle of pages', to });
  await deps.redriver.sendBundle(to);
}

/** A test page is due to a person, or was not answered. */
async function sendTestPage(to: string, deps: AuditPromises): Promise<void> {
  deps.log('T700', { promise: 'a test page', to });
  await deps.redriver.testPage(to);
}

/** Unsent messages, together for each incident. */
function messageDrives(overdue: readonly Overdue[], deps: AuditPromises): (() => Promise<void>)[] {
  const unsent = new Map<string, number[]>();
  for (const candidate of overdue) {
    if (candidate.kind === 'message')
      unsent.set(candidate.incidentId, [...(unsent.get(candidate.incidentId) ?? []), candidate.number]);
  }
  return [...unsent].map(([incidentId, numbers]) => async () => {
    deps.log('T700', { promise: 'message', incident: incidentId, numbers });
    await deps.redriver.notify(incidentId, numbers);
  });
}

/** The index only names candidates; the incident itself says which clock was not heard. */
async function redriveClocks(incidentId: string, now: Instant, deps: AuditPromises): Promise<void> {
  const incident = await deps.incidents.incident(incidentId);
  if (!incident) return;
  if (wasSilent(incident, 'escalation', now)) {
    deps.log('T700', { promise: 'escalation', incident: incidentId });
    await deps.redriver.escalate(incidentId);
  }
  if (wasSilent(incident, 'update-cadence', now)) {
    deps.log('T700', { promise: 'update-cadence', incident: incidentId });
    await deps.redriver.checkCadence(incidentId);
  }
}

function wasSilent(incident: Incident, clock: keyof Incident['clocks'], now: Instant): boolean {
  const { dueAt } = incident.clocks[clock];
  return dueAt !== undefined && plus(dueAt, grace) <= now;
}

async function redrivePage(now: Instant, deps: AuditPromises): Promise<void> {
  if (!(await pageMayBeOld(now, deps))) return;
  deps.log('T700', { promise: 'status page' });
  await deps.redriver.publishPage();
}

/**
 * The publisher itself looks whether the page is as new as the state, and does nothing when it is. It is asked for a while
 * after each change, every few minutes in any case, and while there is no page at all.
 */
async function pageMayBeOld(now: Instant, deps: AuditPromises): Promise<boolean> {
  const state = await deps.record.version();
  if (!state) return true;
  const age = between(state.changedAt, now);
  return (age >= grace && age <= changeIsFreshFor) || eachMinutes(minutesBetweenLooks, now);
}

function eachMinutes(minutes: number, now: Instant): boolean {
  return Math.floor(Date.parse(now) / minute) % minutes === 0;
}
