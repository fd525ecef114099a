import type { Draft } from './change';
import { anyAlertFires, holders, type Incident, type NoticeState, type WaitingNotice } from './incident';
import { earliest, latest, plus, type Instant } from './instant';
import { publicText, type ComponentState, type Notice } from './notice';
import { behaviours, holdsAllowed, noticeAfterAcknowledgement, type Severity } from './severity';
import { noticeTitle } from './texts/customers';
import { updateRhythm } from './update-promise';
import { clockTimeWithZone } from './zoned-time';

/** The component a notice would be about, with the sentence that was written for it in calm weather. */
export interface NoticeSubject {
  readonly component: { readonly id: string; readonly name: string };
  readonly ifFailing: string;
}

/** What the keeping of public promises needs to know besides the incident. */
export interface PublicView {
  /** The open notice of the incident's component, whoever opened it. */
  readonly openNotice?: Notice;
  /** The id that a new notice would get. */
  readonly newNoticeId: string;
  /** True while a maintenance of its service keeps alarms quiet: what fails then may be what is being worked on. */
  readonly underMaintenance?: boolean;
}

/** Whether, and when, a notice about a new incident goes public by itself. Only a named rule that says so, and only SEV-1 and SEV-2. */
export function noticeAtOpening(
  severity: Severity,
  subject: NoticeSubject | undefined,
  openedAt: Instant,
): NoticeState {
  const timing = behaviours[severity].notice;
  if (!timing || !subject) return { state: 'none' };
  return { state: 'waiting', ...subject, dueAt: plus(openedAt, timing.after), holds: 0 };
}

/** Somebody has it now: a waiting notice leaves them some minutes, but customers never wait longer than the table says. */
export function noticeAfterAcknowledge(incident: Incident, now: Instant): NoticeState {
  const { publicNotice } = incident;
  const timing = behaviours[incident.severity].notice;
  if (publicNotice.state !== 'waiting' || !timing) return publicNotice;
  const kind = plus(now, noticeAfterAcknowledgement);
  const cap = plus(incident.openedAt, timing.atTheLatest);
  const later = kind < cap ? kind : cap;
  return later > publicNotice.dueAt ? { ...publicNotice, dueAt: later } : publicNotice;
}

/** The source says OK before the notice went out: it does not go out. */
export function cancelNotice(draft: Draft, why: string): void {
  const { publicNotice } = draft.incident;
  if (publicNotice.state !== 'waiting' && publicNotice.state !== 'needs-decision') return;
  draft.set({ publicNotice: { ...publicNotice, state: 'cancelled' } });
  draft.tell(
    'NoticeCancelled',
    'tocsin',
    `${why}: customers will not see the waiting notice about ${publicNotice.component.name}.`,
  );
}

/** It fails again: a notice that was cancelled waits again, but customers never wait longer than the table says, however often it flaps. */
export function renewNotice(draft: Draft): void {
  const { publicNotice, severity } = draft.incident;
  const timing = behaviours[severity].notice;
  if (publicNotice.state !== 'cancelled' || !timing) return;
  const { now } = draft.moment;
  const cap = latest(now, plus(draft.incident.escalation.since, timing.atTheLatest));
  const dueAt = earliest(plus(now, timing.after), cap)!;
  draft.set({ publicNotice: { ...publicNotice, state: 'waiting', dueAt } });
  tellNoticeWaits(draft);
}

/** Says when customers will see a notice, where one waits. */
export function tellNoticeWaits(draft: Draft): void {
  const { publicNotice } = draft.incident;
  if (publicNotice.state !== 'waiting') return;
  draft.tell(
    'NoticeWaits',
    'tocsin',
    `Customers will see a notice about ${publicNotice.component.name} at ${clockTimeWithZone(publicNotice.dueAt, 'UTC')}, unless someone holds it.`,
  );
}

/** The time has come: the notice goes out, joins the one that is already open for its component, or asks for a decision after two holds. */
export function publishOrJoin(draft: Draft, waiting: WaitingNotice, view: PublicView): void {
  if (draft.incident.quietSince !== undefined) return cancelNotice(draft, 'The source says OK');
  if (waiting.holds >= holdsAllowed) return askForDecision(draft, waiting, 'held twice');
  if (!anyAlertFires(draft.incident.alerts)) return askForDecision(draft, waiting, 'the alarm has no data');
  if (view.underMaintenance) return askForDecision(draft, waiting, 'its service is under maintenance');
  const claims = behaviours[draft.incident.severity].notice?.claims;
  if (claims === undefined) return cancelNotice(draft, 'The severity is no longer one that goes public by itself');
  if (view.openNotice) return joinNotice(draft, view.openNotice, claims);
  const { now } = draft.moment;
  const every = updateRhythm(draft.incident)!;
  const nextUpdateBy = plus(now, every);
  const notice = newNotice(draft, view.newNoticeId, waiting.component, claims, nextUpdateBy);
  draft.publish({
    opens: true,
    notice,
    update: { at: now, kind: 'automatic', status: 'investigating', ifFailing: publicText(waiting.ifFailing) },
  });
  draft.set({ publicNotice: { state: 'public', noticeId: notice.id } });
  draft.tell(
    'NoticePublished',
    'tocsin',
    `Customers now see a notice about ${waiting.component.name}. Next update by ${clockTimeWithZone(nextUpdateBy, 'UTC')}.`,
  );
  draft.promiseUpdate(nextUpdateBy, every);
}

/** A notice about this incident, as it first stands. */
export function newNotice(
  draft: Draft,
  id: string,
  component: Notice['component'],
  claims: ComponentState,
  nextUpdateBy: Instant,
): Notice {
  const { incident, moment } = draft;
  return {
    id,
    version: 1,
    component,
    claims,
    status: incident.status === 'resolved' ? 'investigating' : incident.status,
    title: noticeTitle(component?.name),
    startedAt: incident.openedAt,
    postedAt: moment.now,
    changedAt: moment.now,
    acknowledged: incident.acknowledgement !== undefined,
    updateCount: 1,
    nextUpdateBy,
    openIncidents: [incident.id],
  };
}

const badness: Readonly<Record<ComponentState, number>> = {
  operational: 0,
  under_maintenance: 1,
  degraded_performance: 2,
  partial_outage: 3,
  major_outage: 4,
};

export function worse(one: ComponentState, other: ComponentState): ComponentState {
  return badness[other] > badness[one] ? other : one;
}

/** Puts this incident behind a notice that customers already read. */
export function joinNotice(draft: Draft, open: Notice, claims: ComponentState): void {
  const { incident } = draft;
  draft.publish({
    opens: false,
    notice: {
      ...open,
      version: open.version + 1,
      changedAt: draft.moment.now,
      claims: worse(open.claims, claims),
      acknowledged: open.acknowledged || incident.acknowledgement !== undefined,
      measurementsNormalAt: undefined,
      openIncidents: [...new Set([...open.openIncidents, incident.id])],
    },
  });
  draft.set({ publicNotice: { state: 'public', noticeId: open.id } });
  draft.tell(
    'NoticeJoined',
    'tocsin',
    `Customers already read a notice about ${open.component?.name ?? 'this'}: joined it.`,
  );
  const every = updateRhythm(incident);
  if (open.nextUpdateBy !== undefined && every !== undefined) draft.promiseUpdate(open.nextUpdateBy, every);
}

/** Nothing goes public by itself when it is in doubt: a person decides what customers read. */
function askForDecision(draft: Draft, waiting: WaitingNotice, because: string): void {
  const { incident } = draft;
  draft.set({ publicNotice: { ...waiting, state: 'needs-decision' } });
  const saying = { says: 'decide-notice', component: waiting.component.name, because } as const;
  const people = holders(incident);
  if (incident.acknowledgement) for (const person of people) draft.send('reminder', person, saying);
  else for (const person of people) draft.page(person, 1, saying);
  const names = people.map(draft.moment.nameOf).join(', ');
  draft.tell(
    'NoticeNeedsDecision',
    'tocsin',
    `The notice waits (${because}): asked ${names} to decide what customers read.`,
  );
}
