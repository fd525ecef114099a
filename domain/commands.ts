import { Draft, type Change, type Moment } from './change';
import type { Incident } from './incident';
import { between, minute, plus } from './instant';
import { mayHappen, type Status, type Transition } from './lifecycle';
import type { Notice } from './notice';
import { noticeAfterAcknowledge } from './notice-policy';
import { holdFor, holdsAllowed, severityName, type Severity } from './severity';
import { lower, raise } from './severity-change';
import { promiseIsPublic, updateRhythm } from './update-promise';
import { clockTimeWithZone } from './zoned-time';

/** Who gives a command: a responder by their link, or anybody with the right to call the API. */
export interface Person {
  /** The responder's id, or the caller's name where it is nobody from `config/`. */
  readonly id: string;
  readonly name: string;
}

/** The command was understood and not carried out; the sentence says why, and what to do instead. */
export interface Refusal {
  readonly refused: string;
}

/** Nothing had to be done: it is so already. */
export interface Already {
  readonly already: string;
}

export type Decision = Change | Refusal | Already;

export function isChange(decision: Decision): decision is Change {
  return 'incident' in decision;
}

/** What a command knows: the incident, its public notice if there is one, and the moment. */
export interface CommandContext {
  readonly incident: Incident;
  readonly notice?: Notice;
  readonly moment: Moment;
  readonly by: Person;
  /** True for what is pressed behind a link: some of it is counted there. */
  readonly byLink?: boolean;
}

/** A draft of this transition, or the refusal that the transition table asks for. Any command is a sign of life. */
export function begin(context: CommandContext, transition: Transition): Draft | Refusal {
  const { incident, moment, notice } = context;
  if (!mayHappen(transition, incident.status)) {
    const since = incident.resolvedAt === undefined ? '' : ` at ${clockTimeWithZone(incident.resolvedAt, 'UTC')}`;
    const by = incident.resolvedBy === undefined ? '' : ` by ${incident.resolvedBy}`;
    return { refused: `${incident.id} is ${incident.status}${since}${by}: nothing to ${words[transition]}.` };
  }
  if (context.byLink && !mayUseLink(incident, transition, context.by.id))
    return { refused: 'That was done often enough by this link: use npx tocsin.' };
  const { acknowledgement: held } = incident;
  const acknowledgement = held && held.by !== context.by.id ? { ...held, companyAt: moment.now } : held;
  const after = {
    ...incident,
    acknowledgement,
    usedByLink: usedNow(context, transition),
    lastSignOfLifeAt: moment.now,
  };
  return new Draft(transition, incident, after, moment, notice);
}

/** How often one person may do something about one incident by a link, which anybody may hold who saw the message. Acknowledging always works. */
export const mostByLink: Readonly<Partial<Record<Transition, number>>> = {
  note: 20,
  'judge-alarm': 20,
  unacknowledge: 5,
};

/** True while a person may still do this by their link. */
export function mayUseLink({ usedByLink }: Incident, transition: Transition, person: string): boolean {
  const most = mostByLink[transition];
  return most === undefined || (usedByLink?.[`${transition} ${person}`] ?? 0) < most;
}

function usedNow({ incident, by, byLink }: CommandContext, transition: Transition): Incident['usedByLink'] {
  if (!byLink || mostByLink[transition] === undefined) return incident.usedByLink;
  const key = `${transition} ${by.id}`;
  return { ...incident.usedByLink, [key]: (incident.usedByLink?.[key] ?? 0) + 1 };
}

const words: Readonly<Partial<Record<Transition, string>>> = {
  acknowledge: 'acknowledge',
  unacknowledge: 'give back',
  decline: 'decline',
  escalate: 'ask for help with',
  update: 'update',
  'change-severity': 'change',
  'hold-notice': 'hold',
  resolve: 'resolve',
};

/**
 * Paging stops; nothing is resolved or published. The second person to try is told who has it; the one who has it says
 * "still on it" by pressing again, once the first press is more than a minute old.
 */
export function acknowledge(context: CommandContext): Decision {
  const { incident, by, moment } = context;
  if (incident.acknowledgement?.by === by.id && between(incident.lastSignOfLifeAt, moment.now) > minute) {
    return stillOnIt(context);
  }
  if (incident.acknowledgement) {
    return {
      already: `${incident.acknowledgement.name} has had it since ${clockTimeWithZone(incident.acknowledgement.at, 'UTC')}.`,
    };
  }
  const draft = begin(context, 'acknowledge');
  if (!(draft instanceof Draft)) return draft;
  draft.set({
    acknowledgement: { by: by.id, name: by.name, at: moment.now },
    firstAcknowledgedAt: incident.firstAcknowledgedAt ?? moment.now,
    publicNotice: noticeAfterAcknowledge(incident, moment.now),
  });
  draft.amendNotice({ acknowledged: true });
  draft.tell('Acknowledged', by.name, `${by.name} acknowledged. Paging stops.`);
  const every = updateRhythm(incident);
  if (every !== undefined && incident.updates.dueAt === undefined) draft.promiseUpdate(plus(moment.now, every), every);
  for (const person of incident.paged.filter((paged) => paged !== by.id)) {
    draft.send('notice', person, { says: 'acknowledged', who: by.name, at: moment.now }, { worthWhile: 'always' });
  }
  return draft.done();
}

function stillOnIt(context: CommandContext): Decision {
  const draft = begin(context, 'acknowledge');
  if (!(draft instanceof Draft)) return draft;
  return draft.tell('StillOnIt', context.by.name, `${context.by.name} is still on it.`).done();
}

/** What an internal update says, in the order of the update template; what is left out keeps its last meaning. */
export interface InternalUpdate {
  readonly status?: Exclude<Status, 'resolved'>;
  readonly impact?: string;
  readonly actions?: string;
  readonly next?: string;
  readonly eta?: string;
  readonly note?: string;
}

/** Posts an internal update: a sign of life, and, while customers know nothing, a promise kept. */
export function update(context: CommandContext, said: InternalUpdate): Decision {
  const draft = begin(context, 'update');
  if (!(draft instanceof Draft)) return draft;
  return sayInternally(draft, context.by, said).done();
}

/** The internal half of an update, for a draft that may go on to say something to customers. */
export function sayInternally(draft: Draft, by: Person, said: InternalUpdate): Draft {
  const { incident, moment } = draft;
  if (said.status !== undefined) draft.set({ status: said.status });
  const lines = [
    `Status: ${internalStatus(draft.incident)}`,
    ...(said.impact ? [`Impact: ${said.impact}`] : []),
    ...(said.actions ? [`Actions: ${said.actions}`] : []),
    ...(said.next ? [`Next: ${said.next}`] : []),
    `ETA: ${said.eta ?? 'Unknown'}`,
    ...(said.note ? [said.note] : []),
  ];
  draft.tell('UpdatePosted', by.name, `${severityName(incident.severity)}. ${lines.join('. ')}.`.replaceAll('..', '.'));
  const { every } = incident.updates;
  if (!promiseIsPublic(incident) && every !== undefined) draft.promiseUpdate(plus(moment.now, every), every);
  return draft;
}

/** The word of the internal template: `Mitigating` once the cause is identified. */
function internalStatus(incident: Incident): string {
  if (incident.status === 'identified') return 'Mitigating';
  return incident.status[0]!.toUpperCase() + incident.status.slice(1);
}

/** A person says how bad it is. Raising pages anew at once, lowering goes on at the slower plan; below SEV-2 nothing goes public by itself. */
export function changeSeverity(context: CommandContext, severity: Severity, reason: string): Decision {
  const { incident, by } = context;
  if (incident.severity === severity && !incident.needsSeverity)
    return { already: `${incident.id} is ${severityName(severity)} already.` };
  const draft = begin(context, 'change-severity');
  if (!(draft instanceof Draft)) return draft;
  const because = `${by.name} says so: ${reason}`;
  const change = { severity, because, needsSeverity: false, by: by.name, reason };
  if (severity < incident.severity) raise(draft, change);
  else lower(draft, change);
  return draft.done();
}

/** Keeps the waiting notice back for 15 minutes, twice at most. */
export function hold(context: CommandContext, reason?: string): Decision {
  const { publicNotice } = context.incident;
  if (publicNotice.state === 'public')
    return {
      refused: `Customers already read the notice of ${context.incident.id}. To take it back: tocsin retract ${context.incident.id}`,
    };
  if (publicNotice.state !== 'waiting')
    return { refused: `${context.incident.id} has no notice waiting to go public.` };
  if (publicNotice.holds >= holdsAllowed) {
    return {
      refused: `The notice was held twice already. Decide: tocsin update ${context.incident.id} --public "…", or let the time pass and answer when you are asked.`,
    };
  }
  const draft = begin(context, 'hold-notice');
  if (!(draft instanceof Draft)) return draft;
  const dueAt = plus(publicNotice.dueAt, holdFor);
  draft.set({ publicNotice: { ...publicNotice, dueAt, holds: publicNotice.holds + 1 } });
  const why = reason ? `: ${reason}` : '';
  draft.tell(
    'NoticeHeld',
    context.by.name,
    `Held the notice until ${clockTimeWithZone(dueAt, 'UTC')} (${publicNotice.holds + 1} of ${holdsAllowed})${why}.`,
  );
  return draft.done();
}
