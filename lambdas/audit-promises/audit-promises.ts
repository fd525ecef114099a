import type { Incident } from '../../domain/incident';
import { instant, plus, type Instant } from '../../domain/instant';
import { renewEvery } from '../../domain/status-page';
import type { Count, IncidentStore, Log, Overdue, PageStore, PromiseIndex, PublicRecord, Redriver } from '../ports';

export interface AuditPromises {
  readonly index: PromiseIndex;
  readonly incidents: Pick<IncidentStore, 'incident'>;
  readonly record: Pick<PublicRecord, 'version'>;
  readonly pages: Pick<PageStore, 'published'>;
  readonly redriver: Redriver;
  readonly now: () => number;
  readonly log: Log;
  readonly count: Count;
}

/** How late something must be before the auditor takes it for forgotten and not for under way. */
const grace = 30_000;

/**
 * Looks, each minute, for promises whose time has passed, and has them kept: a clock that was not heard, a message that
 * was not sent, a page older than the state. Only when all that worked does its heart beat; that silence has an alarm.
 */
export async function auditPromises(deps: AuditPromises): Promise<void> {
  const now = instant(deps.now());
  const overdue = await deps.index.overdue(plus(now, -grace));
  await redriveMessages(overdue, deps);
  for (const candidate of overdue)
    if (candidate.kind === 'incident') await redriveClocks(candidate.incidentId, now, deps);
  if (await pageIsOld(now, deps)) {
    deps.log('T700', { promise: 'status page' });
    await deps.redriver.publishPage();
  }
  deps.count('PromisesOverdue', overdue.length);
  deps.count('AuditHeartbeat', 1);
  deps.log('T701', { overdue: overdue.length });
}

async function redriveMessages(overdue: readonly Overdue[], deps: AuditPromises): Promise<void> {
  const unsent = new Map<string, number[]>();
  for (const candidate of overdue) {
    if (candidate.kind === 'message')
      unsent.set(candidate.incidentId, [...(unsent.get(candidate.incidentId) ?? []), candidate.number]);
  }
  for (const [incidentId, numbers] of unsent) {
    deps.log('T700', { promise: 'message', incident: incidentId, numbers });
    await deps.redriver.notify(incidentId, numbers);
  }
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

/** No page yet, a page of an older state, or one that missed its renewal. */
async function pageIsOld(now: Instant, deps: AuditPromises): Promise<boolean> {
  const [state, page] = [await deps.record.version(), await deps.pages.published('index.html')];
  if (!state || !page) return true;
  if (page.version < state.version) return plus(state.changedAt, grace) <= now;
  return plus(page.generatedAt, renewEvery + grace) <= now;
}
