import type { Draft } from './change';
import { isAcknowledged, isPaging, nextPageAt, planOf, stepsDone } from './escalation-plan';
import { plus } from './instant';
import { renewNotice } from './notice-policy';
import { informAtOnce } from './opening';
import { isObserved } from './observe';
import { pageFrom } from './page-levels';
import { behaviours, severityName, type Severity } from './severity';
import { promiseIsPublic, updateRhythm } from './update-promise';

/** A new severity, with who says so and why. */
export interface SeverityChange {
  readonly severity: Severity;
  /** Kept with the incident: `rule checkout-down`. */
  readonly because: string;
  readonly needsSeverity: boolean;
  /** A person's name, or `alarm`. */
  readonly by: string;
  /** The reason as the timeline tells it. */
  readonly reason: string;
}

/** Gives the incident another severity, and its waiting notice the times of that; pages nobody yet. */
export function takeSeverity(draft: Draft, { severity, because, needsSeverity, by, reason }: SeverityChange): void {
  const { incident } = draft;
  draft.set({
    severity,
    severityBecause: because,
    needsSeverity,
    observedUntil: needsSeverity ? incident.observedUntil : undefined,
    updates: { ...incident.updates, every: updateRhythm({ ...incident, severity }) },
  });
  draft.tell('SeverityChanged', by, `${severityName(incident.severity)} became ${severityName(severity)}: ${reason}`);
  adjustWaitingNotice(draft);
}

/** Raises: pages anew at once unless somebody has it, informs whom the severity informs, and brings the next update forward. */
export function raise(draft: Draft, change: SeverityChange): void {
  takeSeverity(draft, change);
  const { incident, moment } = draft;
  const { pages } = behaviours[change.severity];
  const every = updateRhythm(incident);
  if (!isAcknowledged(incident) && pages) {
    pageFrom(draft, Math.max(1, incident.escalation.level), (next) => ({ says: 'first-page', next }));
  }
  informAtOnce(draft);
  const { dueAt } = incident.updates;
  if (every === undefined || dueAt === undefined || promiseIsPublic(incident)) return;
  if (plus(moment.now, every) < dueAt) draft.promiseUpdate(plus(moment.now, every), every);
}

/** Lowers or confirms: paging goes on where the slower plan stands by now. What was only observed begins to page. */
export function lower(draft: Draft, change: SeverityChange): void {
  const { severity: from } = draft.incident;
  const observed = isObserved(draft.incident);
  takeSeverity(draft, change);
  if (observed && !isAcknowledged(draft.incident)) {
    return pageFrom(draft, 1, (next) => ({ says: 'first-page', next }));
  }
  const done = stepsDone(planOf(draft.incident), draft.moment.now);
  draft.set({ escalation: { ...draft.incident.escalation, done } });
  if (from < change.severity && !isAcknowledged(draft.incident)) tellWhoIsPaged(draft, from, change);
}

/** Whoever was paged reads, once and by mail, that it is less grave and when the next page comes; but not who said so. */
function tellWhoIsPaged(draft: Draft, from: Severity, { by, because }: SeverityChange): void {
  const { incident, moment } = draft;
  const next = isPaging(incident) ? nextPageAt(incident) : undefined;
  for (const person of incident.paged.filter((each) => moment.nameOf(each) !== by)) {
    const saying = { says: 'lowered', from, because, next } as const;
    draft.send('notice', person, saying, { channels: ['email'], worthWhile: 'unacknowledged' });
  }
}

function adjustWaitingNotice(draft: Draft): void {
  const { publicNotice, severity, openedAt, quietSince } = draft.incident;
  if (publicNotice.state === 'cancelled' && quietSince === undefined) return renewNotice(draft);
  if (publicNotice.state !== 'waiting') return;
  const timing = behaviours[severity].notice;
  if (!timing) {
    draft.set({ publicNotice: { ...publicNotice, state: 'cancelled' } });
    draft.tell(
      'NoticeCancelled',
      'tocsin',
      `${severityName(severity)} does not go public by itself: the waiting notice was taken back.`,
    );
    return;
  }
  const sooner = plus(openedAt, timing.after);
  if (publicNotice.holds === 0 && sooner < publicNotice.dueAt)
    draft.set({ publicNotice: { ...publicNotice, dueAt: sooner } });
}
