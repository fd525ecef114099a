import { Draft } from './change';
import { begin, sayInternally, type CommandContext, type Decision, type InternalUpdate } from './commands';
import { concerned } from './incident';
import { between, hour, minute, plus } from './instant';
import type { Notice, NoticeUpdate, PublicText } from './notice';
import { joinNotice, newNotice, type PublicView } from './notice-policy';
import { behaviours } from './severity';
import { updateRhythm } from './update-promise';
import { clockTimeWithZone, lengthOfTime } from './zoned-time';

/** What a person says to customers. */
export interface PublicUpdate {
  readonly text: PublicText;
  /** How long until the next one; the table's when left out. */
  readonly nextIn?: number;
}

const shortestPromise = 5 * minute;
const longestPromise = 24 * hour;

/**
 * Says something to customers, and internally that it was said. Where no notice is open yet, this opens one.
 * @param view `component`: what a new notice would be about, undefined for none in particular; `named`: a person chose it
 */
export function updatePublicly(
  context: CommandContext,
  said: InternalUpdate,
  shown: PublicUpdate,
  view: PublicView & { readonly component?: Notice['component']; readonly named?: boolean },
): Decision {
  const every = updateRhythm(context.incident) ?? hour;
  const nextIn = shown.nextIn ?? every;
  if (nextIn < shortestPromise || nextIn > longestPromise) return { refused: '--next-in takes 5m to 24h.' };
  if (context.notice?.retractedAt !== undefined) context = { ...context, notice: undefined };
  const about = context.notice ?? view.openNotice;
  if (view.named && about && about.component?.id !== view.component?.id) {
    return {
      refused: `Customers read a notice about ${about.component?.name ?? 'no component'} already, and a notice keeps what it is about: leave out --component.`,
    };
  }
  const draft = begin(context, 'update');
  if (!(draft instanceof Draft)) return draft;
  sayInternally(draft, context.by, said);
  const { now } = draft.moment;
  const nextUpdateBy = plus(now, nextIn);
  const { status } = draft.incident;
  const update: NoticeUpdate = { at: now, kind: 'person', status, text: shown.text };
  if (!draft.notice && view.openNotice) joinNotice(draft, view.openNotice, claimsOf(draft));
  if (draft.notice) {
    draft.amendNotice({ status, nextUpdateBy, overdueSince: undefined }, update);
  } else {
    const notice = newNotice(draft, view.newNoticeId, view.component, claimsOf(draft), nextUpdateBy);
    draft.publish({ opens: true, notice, update });
    draft.set({ publicNotice: { state: 'public', noticeId: notice.id } });
  }
  draft.tell(
    'PublicUpdatePosted',
    context.by.name,
    `Told customers: “${shown.text}” Next update by ${clockTimeWithZone(nextUpdateBy, 'UTC')}.`,
  );
  draft.promiseUpdate(nextUpdateBy, draft.incident.updates.every ?? every);
  return draft.done();
}

function claimsOf(draft: Draft): Notice['claims'] {
  return behaviours[draft.incident.severity].notice?.claims ?? 'degraded_performance';
}

/** How a person closes it: an internal reason, and a sentence for customers where they were told of it. */
export interface Resolution {
  readonly reason: string;
  readonly text?: PublicText;
  readonly cause?: PublicText;
  /** True: nothing was wrong. */
  readonly falsePositive?: boolean;
}

/** It is over, says a person. */
export function resolve(context: CommandContext, resolution: Resolution): Decision {
  const { incident, by, moment, notice } = context;
  const last =
    notice?.resolvedAt === undefined &&
    notice?.retractedAt === undefined &&
    notice?.openIncidents.every((id) => id === incident.id);
  const customersWait = incident.publicNotice.state === 'public' && last;
  if (incident.status !== 'resolved' && customersWait && resolution.text === undefined) {
    return {
      refused: `Customers read about ${incident.id}. Say what works again: tocsin resolve ${incident.id} --reason "…" --public "Paying by card works again."`,
    };
  }
  const draft = begin(context, 'resolve');
  if (!(draft instanceof Draft)) return draft;
  draft.set({ status: 'resolved', resolvedAt: moment.now, resolvedBy: by.name });
  if (resolution.falsePositive && !incident.falsePositive) {
    draft.set({ falsePositive: { by: by.id, name: by.name, at: moment.now } });
    draft.tell('MarkedFalsePositive', by.name, `${by.name} says that it is a false alarm.`);
  }
  const waited = incident.publicNotice;
  if (waited.state === 'waiting' || waited.state === 'needs-decision')
    draft.set({ publicNotice: { ...waited, state: 'cancelled' } });
  const length = lengthOfTime(between(incident.openedAt, moment.now));
  const unsaid = resolution.text !== undefined && !customersWait ? ` ${whyNotPublic(incident.id, notice)}` : '';
  draft.tell('IncidentResolved', by.name, `${by.name} resolved it after ${length}: ${resolution.reason}${unsaid}`);
  if (customersWait && resolution.text !== undefined) resolveNotice(draft, resolution.text, resolution.cause);
  else if (incident.publicNotice.state === 'public') leaveNotice(draft);
  for (const person of concerned(incident).filter((each) => each !== by.id)) {
    draft.send(
      'resolved',
      person,
      { says: 'resolved', who: by.name, at: moment.now },
      { channels: ['email'], worthWhile: 'always' },
    );
  }
  return draft.done();
}

/** A sentence for customers that would reach nobody, or say too much, is not dropped without a word. */
function whyNotPublic(id: string, notice: Notice | undefined): string {
  const others = notice?.openIncidents.filter((other) => other !== id) ?? [];
  const why =
    others.length > 0 ? `${others.join(', ')} still stands behind the same notice` : 'they read of no problem';
  return `(Customers were not told so: ${why}.)`;
}

function resolveNotice(draft: Draft, text: PublicText, cause: PublicText | undefined): void {
  const { now } = draft.moment;
  draft.amendNotice(
    { status: 'resolved', resolvedAt: now, nextUpdateBy: undefined, overdueSince: undefined, openIncidents: [] },
    { at: now, kind: 'resolved', status: 'resolved', text, cause },
  );
  draft.tell('PublicUpdatePosted', 'tocsin', `Told customers that it is resolved: “${text}”`);
}

/** Another incident is still open behind the same notice: it stays. */
function leaveNotice(draft: Draft): void {
  const { notice, incident } = draft;
  if (!notice) return;
  draft.amendNotice({ openIncidents: notice.openIncidents.filter((id) => id !== incident.id) });
}

/** Customers were told of a trouble that was none. It stays on record as posted in error, and counts for no figure. */
export function retract(context: CommandContext, reason: string): Decision {
  const { incident, by, moment, notice } = context;
  if (!notice || incident.publicNotice.state === 'none')
    return { refused: `Customers were told nothing about ${incident.id}: nothing to retract.` };
  if (notice.retractedAt !== undefined) return { already: `The notice of ${incident.id} was retracted already.` };
  const others = notice.openIncidents.filter((id) => id !== incident.id);
  if (others.length > 0)
    return { refused: `${others.join(', ')} stands behind the same notice and is still open: resolve that first.` };
  const draft = begin(context, 'retract-notice');
  if (!(draft instanceof Draft)) return draft;
  draft.set({ publicNotice: { state: 'retracted', noticeId: notice.id } });
  draft.amendNotice(
    {
      status: 'resolved',
      retractedAt: moment.now,
      nextUpdateBy: undefined,
      overdueSince: undefined,
      measurementsNormalAt: undefined,
      openIncidents: [],
    },
    { at: moment.now, kind: 'retracted', status: 'resolved' },
  );
  draft.tell('NoticeRetracted', by.name, `Retracted what customers read, as posted in error: ${reason}`);
  return draft.done();
}
