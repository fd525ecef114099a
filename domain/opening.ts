import type { Alert } from './alert';
import { peopleNamed } from './calling';
import { Draft, type Change, type Moment } from './change';
import type { Classification } from './classification';
import {
  customersFailServersOk,
  customersFailReason,
  customersFailText,
  severityWhileServersSayOk,
} from './customers-fail';
import type { Coverage } from './covered-hours';
import { alertState, type Incident } from './incident';
import { nameIncidentManager } from './who-leads';
import { minute, type Instant } from './instant';
import { noticeAtOpening, tellNoticeWaits, type NoticeSubject } from './notice-policy';
import { isObserved } from './observe';
import { pageFrom } from './page-levels';
import { tellReportDuties } from './report-duties';
import type { Target } from './responder';
import { behaviours, severityName } from './severity';
import { updateRhythm } from './update-promise';

/** What the configuration says about a new incident. */
export interface OpeningFacts {
  readonly id: string;
  /** The hash of the alert's dedup key. */
  readonly alertKey: string;
  readonly classification: Classification;
  /** Whom the policy names, level by level. */
  readonly levels: readonly (readonly Target[])[];
  /** The hours in which it is dealt with, should it be SEV-3 or SEV-4. */
  readonly coverage?: Coverage;
  /** Set only when a named rule publishes and the service's component has its sentence. */
  readonly notice?: NoticeSubject;
  /** Set when it is only observed, until then: level 1 is mailed instead of paged. */
  readonly observedUntil?: Instant;
  /** The person who declared it; an alert opened it where it is left out. */
  readonly by?: string;
  /** True if silence of the servers' alarms says something. */
  readonly serversWatched?: boolean;
}

/** Opens an incident and pages level 1: one decision, one transaction. */
export function open(alert: Alert, given: OpeningFacts, moment: Moment): Change {
  const facts = withFloor(alert, given);
  const draft = new Draft('open', undefined, newIncident(alert, facts, moment), moment);
  const { severity, because, needsSeverity } = facts.classification;
  const check = needsSeverity ? ' Needs a severity, please check.' : '';
  draft.tell(
    'IncidentOpened',
    facts.by ?? 'alarm',
    `${draft.incident.id} opened: ${severityName(severity)} ${alert.name}, because ${because}.${check}`,
  );
  if (draft.incident.customersFailServersOk) draft.tell('CustomersFailServersOk', 'tocsin', customersFailText);
  pageFrom(draft, 1, (next) => ({ says: 'first-page', next }));
  if (!isObserved(draft.incident)) informAtOnce(draft);
  tellReportDuties(draft, facts.classification.type);
  tellNoticeWaits(draft);
  return draft.done();
}

/** While customers fail and servers say OK, the severity is at least the one that this deserves. */
function withFloor(alert: Alert, facts: OpeningFacts): OpeningFacts {
  const { classification } = facts;
  if (!onlyCustomersFail(alert, facts) || classification.severity <= severityWhileServersSayOk) return facts;
  const because = `${classification.because}, and ${customersFailReason}`;
  return { ...facts, classification: { ...classification, severity: severityWhileServersSayOk, because } };
}

function onlyCustomersFail(alert: Alert, { classification, alertKey, serversWatched }: OpeningFacts): boolean {
  const alerts = { [alertKey]: alertState(alert, undefined, classification.service) };
  return serversWatched === true && customersFailServersOk(alerts, classification.service);
}

/** Mails the level that the severity informs at once, so that it is not surprised later, and names who manages the incident. */
export function informAtOnce(draft: Draft): void {
  const level = behaviours[draft.incident.severity].informsLevel;
  const people = level === undefined ? [] : (draft.incident.levels[level - 1] ?? []);
  const told = people.filter((person) => !draft.incident.paged.includes(person));
  if (level !== undefined && told.length > 0) {
    for (const person of told) {
      draft.send('notice', person, { says: 'informed', level }, { channels: ['email'], level });
    }
    draft.tell('PeopleInformed', 'tocsin', `Informed level ${level} by mail: ${names(told, draft.moment)}.`);
  }
  nameIncidentManager(draft, told);
}

function newIncident(alert: Alert, facts: OpeningFacts, { now }: Moment): Incident {
  const { classification } = facts;
  const { rule, type } = classification;
  const atLeastEvery = type?.updateEveryMinutes && type.updateEveryMinutes * minute;
  return {
    id: facts.id,
    version: 0,
    severity: classification.severity,
    firstSeverity: classification.severity,
    severityBecause: classification.because,
    needsSeverity: classification.needsSeverity,
    observedUntil: facts.observedUntil,
    rule: rule?.name,
    cameAs: classification.needsSeverity ? cameAs(alert) : undefined,
    status: 'investigating',
    title: alert.name,
    summary: rule?.summary ?? alert.description,
    measured: alert.measured,
    service: classification.service,
    incidentType: classification.incidentType,
    runbook: classification.runbook,
    firstSteps: rule?.firstSteps ?? [],
    link: alert.link,
    account: alert.account,
    region: alert.region,
    detectionSource: alert.detectionSource,
    triggerClass: rule?.triggerClass ?? alert.triggerClass,
    startedAt: alert.startedAt,
    detectedAt: alert.changedAt,
    openedAt: now,
    lastSignOfLifeAt: now,
    alerts: { [facts.alertKey]: alertState(alert, undefined, classification.service) },
    customersFailServersOk: onlyCustomersFail(alert, facts) || undefined,
    askedToResolve: 0,
    policy: facts.levels,
    levels: peopleNamed(facts.levels),
    coverage: facts.coverage,
    escalation: { since: now, fromLevel: 1, done: 0, level: 0, attempts: {} },
    updateAtLeastEvery: atLeastEvery,
    updates: {
      every: updateRhythm({ severity: classification.severity, updateAtLeastEvery: atLeastEvery }),
      missed: 0,
    },
    publicNotice: noticeAtOpening(classification.severity, facts.notice, now),
    clocks: { escalation: { generation: 0 }, 'update-cadence': { generation: 0 } },
    keptCounts: {},
    paged: [],
    entryCount: 0,
    messageCount: 0,
  };
}

/** What nobody could read is known by no rule ever. */
function cameAs({ malformed, source, namespace }: Alert): Incident['cameAs'] {
  return malformed === undefined ? { source, namespace } : undefined;
}

function names(people: readonly string[] | undefined, moment: Moment): string {
  return (people ?? []).map(moment.nameOf).join(', ') || 'nobody';
}
