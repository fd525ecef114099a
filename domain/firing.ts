import type { Alert } from './alert';
import { Draft, type Change, type Moment } from './change';
import type { Classification } from './classification';
import {
  customersFailServersOk,
  customersFailReason,
  customersFailText,
  severityWhileServersSayOk,
} from './customers-fail';
import { isAcknowledged } from './escalation-plan';
import { failAgain, reopen } from './failing-again';
import { flappingAlert, flapsFrom, quietWhileFlapping, refires } from './flapping';
import { alertState, holders, type Incident } from './incident';
import { minute } from './instant';
import type { Notice } from './notice';
import { noticeAtOpening, renewNotice, tellNoticeWaits, type NoticeSubject } from './notice-policy';
import { isObserved, stillObserved } from './observe';
import { pageFrom } from './page-levels';
import { severityName, type Severity } from './severity';
import { raise, type SeverityChange } from './severity-change';

/** What customers read: this incident's own notice, and the one that is open for its component, often the same. */
export interface KnownNotices {
  readonly notice?: Notice;
  readonly openNotice?: Notice;
}

/** What is known of an alert that goes to an incident. */
export interface FiringFacts extends KnownNotices {
  readonly classification: Classification;
  /** The worst that was said under its key in this incident: a person who lowered it knew that. */
  readonly saidBefore?: Severity;
  /** What customers are to read because of it. */
  readonly subject?: NoticeSubject;
  /** True if silence of the servers' alarms says something. */
  readonly serversWatched?: boolean;
  /** The service that covers it: what it depends on fires in this incident. */
  readonly coveredBy?: string;
}

/** An alert fires into an incident: it joins, fires again, fails again or reopens. Undefined when it says nothing new. */
export function fire(
  alert: Alert,
  alertKey: string,
  incident: Incident,
  moment: Moment,
  facts: FiringFacts,
): Change | undefined {
  const before = incident.alerts[alertKey];
  const { classification, coveredBy = before?.coveredBy } = facts;
  const service = classification.service ?? before?.service;
  const state = { ...alertState(alert, before, service), coveredBy, refires: refires(before, moment.now) };
  const alerts = { ...incident.alerts, [alertKey]: state };
  const observedUntil = stillObserved(incident, classification, moment.now);
  const next = { ...incident, observedUntil, quietSince: undefined, okCountedAt: undefined, alerts };
  const worse = worseSeverity(alert, next, facts);
  const transition = transitions[incident.status];
  if (transition === 'alert-changes' && incident.quietSince === undefined && before?.signal === 'firing' && !worse)
    return undefined;
  const draft = new Draft(transition, incident, next, moment, facts.notice);
  if (worse) tellWhatIsWrong(draft, alert, facts);
  if (transition === 'reopen') reopen(draft, alert, incident, worse, facts.openNotice);
  else if (transition === 'fail-again') failAgain(draft, alert, worse);
  else {
    if (before?.signal !== 'firing') draft.tell('AlertJoined', 'alarm', joinText(alert, before !== undefined, facts));
    if (worse) raise(draft, worse);
    else if (isObserved(incident) && !isObserved(next)) pageWhatWasObserved(draft);
    renewNotice(draft);
  }
  if (worse && draft.incident.acknowledgement) tellHolder(draft, worse, incident.severity);
  tellOfFlapping(draft, incident);
  tellOfServers(draft, facts);
  beginNotice(draft, facts.subject);
  return draft.done();
}

const transitions = {
  investigating: 'alert-changes',
  identified: 'alert-changes',
  monitoring: 'fail-again',
  resolved: 'reopen',
} as const;

/** It is no longer only observed: whoever would have been paged is paged now. */
function pageWhatWasObserved(draft: Draft): void {
  if (!isAcknowledged(draft.incident)) pageFrom(draft, 1, (next) => ({ says: 'first-page', next }));
}

/** What makes it worse is what people are to read about first. The title stays: mail programs thread by it. */
function tellWhatIsWrong(draft: Draft, { description, measured, link }: Alert, { classification }: FiringFacts): void {
  const { incident } = draft;
  const { rule, runbook } = classification;
  draft.set({
    summary: rule?.summary ?? description ?? incident.summary,
    measured: measured ?? incident.measured,
    link: link ?? incident.link,
    runbook: runbook ?? incident.runbook,
    firstSteps: rule?.firstSteps ?? incident.firstSteps,
  });
}

/** Whoever has it is not paged again, but hears that it got worse. */
function tellHolder(draft: Draft, { because }: SeverityChange, from: Severity): void {
  for (const person of holders(draft.incident)) draft.send('reminder', person, { says: 'worse', from, because });
}

function joinText(alert: Alert, again: boolean, { classification, coveredBy }: FiringFacts): string {
  if (again) return `${alert.name} fires again.`;
  const why = `${severityName(classification.severity)} because ${classification.because}`;
  const covered = coveredBy === undefined ? '' : ` Covered by ${coveredBy}: nobody is paged for it.`;
  return `${alert.name} fires too (${why}).${covered}`;
}

/** The severity that this alert raises its incident to; undefined when it is not worse, or a person knew it when lowering. */
function worseSeverity(alert: Alert, next: Incident, facts: FiringFacts): SeverityChange | undefined {
  const { classification, saidBefore } = facts;
  const gray =
    facts.serversWatched && !next.customersFailServersOk && customersFailServersOk(next.alerts, next.service);
  const floor = gray ? severityWhileServersSayOk : 4;
  const severity = classification.severity < floor ? classification.severity : floor;
  if (severity >= next.severity || (saidBefore !== undefined && severity >= saidBefore)) return undefined;
  const because = classification.severity === severity ? classification.because : customersFailReason;
  const { needsSeverity } = classification;
  return { severity, because, needsSeverity, by: 'alarm', reason: `${alert.name} fires, because ${because}.` };
}

/** Customers fail and servers say OK: said once when it begins; an alarm of the servers ends it, the severity stays. */
function tellOfServers(draft: Draft, { serversWatched }: FiringFacts): void {
  const { alerts, service, customersFailServersOk: told = false } = draft.incident;
  const now = serversWatched === true && customersFailServersOk(alerts, service);
  if (now === told) return;
  draft.set({ customersFailServersOk: now });
  const text = now ? customersFailText : 'Alarms of the servers fire too, or customers no longer fail.';
  draft.tell('CustomersFailServersOk', 'tocsin', text);
}

/** Says once that an alert flaps, and what that changes. */
function tellOfFlapping(draft: Draft, before: Incident): void {
  const { now } = draft.moment;
  const flaps = flappingAlert(draft.incident, now);
  if (!flaps || flappingAlert(before, now)) return;
  const text = `${flaps.name} flaps: it fired again ${flapsFrom} times within an hour. An OK counts only after ${quietWhileFlapping / minute} quiet minutes now.`;
  draft.tell('AlertFlaps', 'tocsin', text);
}

/** An alert that joins may be the first whose rule tells customers: then a notice waits from now on. */
function beginNotice(draft: Draft, subject: NoticeSubject | undefined): void {
  const { publicNotice, severity } = draft.incident;
  if (publicNotice.state !== 'none') return;
  draft.set({ publicNotice: noticeAtOpening(severity, subject, draft.moment.now) });
  tellNoticeWaits(draft);
}
