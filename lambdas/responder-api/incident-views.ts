import { configuration } from '@tocsin/config';
import { accountNameOf, nameOf, serviceOf } from '../../domain/configuration';
import { everybodyPagedAt, nextPageAt, nextPaged } from '../../domain/escalation-plan';
import { flappingAlert } from '../../domain/flapping';
import { hasDeclined, type AlertState, type Incident } from '../../domain/incident';
import { phaseOf } from '../../domain/lifecycle';
import type { NoticeUpdate } from '../../domain/notice';
import { wordingNow } from '../../domain/notice-edits';
import { behaviours, severityName } from '../../domain/severity';
import { changesBeforeIncident, changeView } from './changes';
import { objectiveInWords } from '../../domain/texts/objective';
import { asItHappened } from '../../domain/timeline';
import { json, refused, type ApiAnswer, type ApiEvent } from './http';
import type { ResponderApi } from './needs';

/** A row of `tocsin list --json`. */
function summary(incident: Incident, alertCount: number) {
  return {
    id: incident.id,
    severity: severityName(incident.severity),
    status: incident.status,
    title: incident.title,
    service: incident.service ?? null,
    alertCount,
    level: incident.escalation.level,
    openedAt: incident.openedAt,
    startedAt: incident.startedAt ?? null,
    acknowledgedAt: incident.acknowledgement?.at ?? null,
    acknowledgedBy: incident.acknowledgement?.name ?? null,
    resolvedAt: incident.resolvedAt ?? null,
  };
}

export async function summaryOf(incident: Incident, deps: Pick<ResponderApi, 'incidents'>) {
  const counts = await deps.incidents.alertCounts([incident]);
  return summary(incident, counts.get(incident.id) ?? 0);
}

export async function listIncidents(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const incidents = await deps.incidents.list(event.queryStringParameters?.['all'] === '1' ? 'all' : 'open');
  const counts = await deps.incidents.alertCounts(incidents);
  return json(200, { incidents: incidents.map((incident) => summary(incident, counts.get(incident.id) ?? 0)) });
}

export async function showIncident(event: ApiEvent, deps: ResponderApi): Promise<ApiAnswer> {
  const id = (event.pathParameters?.['id'] ?? '').toUpperCase();
  const incident = await deps.incidents.incident(id);
  if (!incident) return refused(404, `There is no incident ${id}. See: tocsin list --all`);
  const { publicNotice } = incident;
  const service = serviceOf(incident.service, configuration);
  const waiting = 'component' in publicNotice ? publicNotice : undefined;
  return json(200, {
    incident: {
      ...(await summaryOf(incident, deps)),
      summary: incident.summary ?? null,
      severityBecause: incident.severityBecause,
      needsSeverity: incident.needsSeverity,
      incidentManager: incident.incidentManager?.name ?? null,
      phase: phaseOf(incident.status, incident.acknowledgement !== undefined),
      measured: incident.measured ?? null,
      alerts: Object.values(incident.alerts).map(alertView),
      customersFailServersOk: incident.customersFailServersOk === true,
      flapping: flappingAlert(incident, deps.now())?.name ?? null,
      account: accountNameOf(incident.account, configuration) ?? incident.account ?? null,
      region: incident.region ?? null,
      runbook: incident.runbook ?? null,
      link: incident.link ?? null,
      dashboards: service?.dashboards ?? [],
      serviceLevel: service?.slo ? objectiveInWords(service.slo) : null,
      publicNotice: {
        state: publicNotice.state,
        ...(waiting && {
          text: waiting.ifFailing,
          dueAt: waiting.dueAt,
          holds: waiting.holds,
          component: waiting.component.name,
        }),
        ...('noticeId' in publicNotice && {
          link: `${deps.pageUrl}/incidents/${publicNotice.noticeId}.html`,
          updates: (await deps.incidents.saidIn(publicNotice.noticeId)).map(updateView),
        }),
      },
      nextPage: nextPage(incident),
      updateDueAt: incident.updates.dueAt ?? null,
      updateLate: incident.updates.missed > 0,
    },
    changes: (await changesBeforeIncident(incident, deps)).map(changeView),
    timeline: asItHappened(await deps.incidents.timeline(id)),
  });
}

/** One thing that customers were told, as they read it now, under the number by which it is edited. */
function updateView(update: NoticeUpdate, index: number) {
  const text = wordingNow(update) ?? null;
  return { number: index + 1, at: update.at, kind: update.kind, text, editedAt: update.edits?.at(-1)?.at ?? null };
}

/** One alert of the incident, as people and scripts read it. */
function alertView({ name, signal, changedAt, service, coveredBy }: AlertState) {
  return { name, signal, changedAt, service: service ?? null, coveredBy: coveredBy ?? null };
}

/** Which level is paged next, and when, unless somebody acknowledges; level 0 stands for everybody. */
function nextPage(incident: Incident) {
  const at = nextPageAt(incident);
  if (at === undefined) return null;
  const names = (people: readonly string[]) => people.map((id) => nameOf(id, configuration));
  const { pages } = behaviours[incident.severity];
  if (!pages || incident.escalation.level === 0)
    return { level: 1, at, names: names(incident.levels[0] ?? []), ...(pages ? {} : { mail: true }) };
  const level = Math.max(1, incident.escalation.level) + 1;
  const next = nextPaged(incident, level - 1, (id) => nameOf(id, configuration));
  if (!next)
    return { level: 0, at: everybodyPagedAt(incident) ?? at, names: names([...new Set(incident.levels.flat())]) };
  const willing = (incident.levels[level - 1] ?? []).filter((person) => !hasDeclined(incident, person));
  return { level, at: next.at, names: names(willing) };
}
