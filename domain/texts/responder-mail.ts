import type { ChangeNote } from '../alert';
import type { Service } from '../configuration';
import { customersFailText } from '../customers-fail';
import { graphsOf } from '../graphs';
import type { Incident } from '../incident';
import type { Instant } from '../instant';
import type { Message, NextPaged } from '../message';
import { behaviours, severityName } from '../severity';
import { clockTime, clockTimeWithZone, dayInZone, nearTimeWithZone } from '../zoned-time';
import { changeLines } from './changes';
import { alertLines } from './alert-list';
import { cut, oneLine, toSubject, withReason } from './plain';

export interface Mail {
  readonly subject: string;
  readonly body: string;
}

/** What a mail tells besides the incident itself. */
export interface MailFacts {
  readonly timeZone: string;
  readonly link: string | undefined;
  /** When it leaves. */
  readonly now: Instant;
  /** What people call the account. */
  readonly accountName?: string;
  /** The service of the catalogue that it is about. */
  readonly service?: Pick<Service, 'dashboards'>;
  /** What changed in the two hours before the incident opened. */
  readonly changes?: readonly ChangeNote[];
}

/** The plain mail of a message. Its subject is the same for the whole incident, so that mail programs thread it. */
export function mailText(message: Message, incident: Incident, facts: MailFacts): Mail {
  const lines = [
    ...severityNow(message, incident),
    ...lead(message, incident, facts),
    '',
    ...about(incident, facts),
    '',
    `You are level ${message.level}. Sent ${clockTime(facts.now, facts.timeZone)}:${facts.now.slice(17, 19)}.`,
    'Do not use the unsubscribe link below: it stops your pages.',
  ];
  return { subject: subjectOf(incident), body: lines.join('\n') };
}

export function subjectOf(incident: Incident): string {
  const { firstSeverity, title, id } = incident;
  return toSubject(`${severityName(firstSeverity)} ${cut(toSubject(title), 60)} (${id})`);
}

/** The subject keeps the severity of the beginning, so another one is the first thing to read. */
function severityNow({ saying }: Message, { severity, firstSeverity }: Incident): string[] {
  if (severity === firstSeverity || saying.says === 'worse' || saying.says === 'lowered') return [];
  return [`It is ${severityName(severity)} now. It was ${severityName(firstSeverity)} when it opened.`];
}

/** The first lines: what is asked of the reader, the link, and what happens otherwise. */
function lead(message: Message, incident: Incident, facts: MailFacts): string[] {
  const { saying } = message;
  const at = (instant: Instant) => nearTimeWithZone(instant, facts.now, facts.timeZone);
  const what = oneLine(incident.summary ?? `${incident.title} is failing.`);
  const press = facts.link === undefined ? [] : ['ACKNOWLEDGE (opens a page with a button):', facts.link];
  const look = facts.link === undefined ? [] : ['Look (opens a page, changes nothing):', facts.link];
  const otherwise = (next: NextPaged | undefined) =>
    next ? [`If you do not, ${next.name ?? 'everybody'} is paged at ${at(next.at)}.`] : ['Nobody is behind you.'];
  switch (saying.says) {
    case 'first-page':
      return [what, ...press, ...otherwise(saying.next)];
    case 'again':
      return [`${what} Nobody has acknowledged yet.`, ...press, ...otherwise(saying.next)];
    case 'escalated':
      return [`${what} ${saying.silent} is silent.`, ...press, ...otherwise(saying.next)];
    case 'nobody-came':
      return [`${what} Nobody has it. Everybody is paged again at ${at(saying.again)}.`, ...press];
    case 'lapsed':
      return [
        saying.own
          ? `${what} There was no sign of life from you, so your acknowledgement lapsed.`
          : `${what} There was no sign of life of ${saying.who}, so the acknowledgement lapsed.`,
        ...press,
        ...otherwise(saying.next),
      ];
    case 'declined':
      return [`${what} ${saying.who} can't come.`, ...press, ...otherwise(saying.next)];
    case 'given-back':
      return [
        `${what} ${saying.by === undefined ? `${saying.who} gave it back` : `${saying.by} took it back from ${saying.who}`}.`,
        ...press,
        ...otherwise(saying.next),
      ];
    case 'asked-for':
      return [
        `${what} ${withReason(`${saying.who} ${saying.has ? 'has it, and ' : ''}asks for you`, saying.reason && oneLine(saying.reason))}`,
        ...(saying.has ? look : press),
      ];
    case 'let-go':
      return [letGoText(saying, at(saying.at)), ...look];
    case 'alone':
      return [
        `You have been alone with this for ${saying.minutes} min. ${saying.next === undefined ? 'Everybody was called already.' : `Page ${saying.next} too?`}`,
        ...(saying.next === undefined ? [] : [`npx tocsin escalate ${incident.id}`]),
        ...look,
      ];
    case 'failing-again':
      return [
        `${oneLine(incident.title)} is failing again since ${at(saying.at)}. ${saying.afterResolve ? 'The incident is open again.' : 'Any earlier acknowledgement is void.'}`,
        ...press,
        ...otherwise(saying.next),
      ];
    case 'ok-again':
      return [
        `The source says OK since ${at(saying.at)}, and nobody has acknowledged. ${saying.next === undefined ? 'Nobody else is paged' : `${saying.next} won't be paged`}.`,
        ...press,
      ];
    case 'opened-quietly':
      return [what, ...press, laterOrNever(saying, incident, facts)];
    case 'keeps-firing':
      return [`${what} ${saying.count} alerts have come, and nobody has it.`, ...press];
    case 'worse':
      return [
        `${what} It is ${severityName(incident.severity)} now, was ${severityName(saying.from)}, because ${oneLine(saying.because)}. You have it; nobody is paged anew.`,
        ...look,
      ];
    case 'lowered':
      return [
        `Now ${severityName(incident.severity)}, was ${severityName(saying.from)}, because ${oneLine(saying.because)}. ${saying.next === undefined ? 'Nobody is paged any more.' : `Next page at ${at(saying.next)}.`}`,
        ...press,
      ];
    case 'incident-manager':
      return [
        what,
        'You are its incident manager: you lead and tell others, level 1 repairs. Level 1 is being paged now.',
        ...look,
      ];
    case 'informed':
      return [
        what,
        `For your information: level 1 is being paged. You are paged yourself only if nobody acknowledges.`,
        ...look,
      ];
    case 'acknowledged':
      return [`${saying.who} acknowledged at ${at(saying.at)}. No more pages for you.`];
    case 'unresolved':
      return [
        `${saying.who} has had this since ${at(saying.since)}, and it is not resolved. Do they need help?`,
        ...look,
      ];
    case 'ask-to-resolve':
      return [
        `Everything has been OK since ${at(saying.since)}. If it is over, please resolve it:`,
        `npx tocsin resolve ${incident.id} --reason "..."`,
        ...look,
      ];
    case 'update-due':
      return [
        `An update is due at ${at(saying.dueAt)}. Still on it? Say so, or post one:`,
        `npx tocsin update ${incident.id} --status ${incident.status} --note "..."`,
        ...look,
      ];
    case 'update-overdue':
      return [
        `The update due at ${at(saying.dueAt)} has not been posted${saying.missed > 1 ? `, ${saying.missed} times in a row` : ''}. Please see that somebody posts one.`,
        ...look,
      ];
    case 'decide-notice':
      return [
        `The notice about ${saying.component} waits: ${saying.because}. Decide what customers read:`,
        `npx tocsin update ${incident.id} --public "..."`,
        ...look,
      ];
    case 'resolved':
      return saying.who === undefined
        ? [`Resolved by itself at ${at(saying.at)}: every alert is OK. Nothing to do.`]
        : [`Resolved at ${at(saying.at)} by ${saying.who}. Nothing to do.`];
  }
}

function letGoText(
  { who, why, own, paged }: Extract<Message['saying'], { readonly says: 'let-go' }>,
  at: string,
): string {
  const what =
    why === 'gave it back'
      ? `${who} gave it back`
      : `${own ? 'Your acknowledgement' : `The acknowledgement of ${who}`} ${why === 'lapsed' ? 'lapsed' : 'was taken back'}`;
  return `${what} at ${at}. ${paged === undefined ? 'Nobody has it now.' : `Paged now: ${paged}.`}`;
}

/** What follows a mail that came instead of a page. */
function laterOrNever(
  { pagedAt, observedUntil }: Extract<Message['saying'], { readonly says: 'opened-quietly' }>,
  incident: Incident,
  facts: MailFacts,
): string {
  if (observedUntil !== undefined) {
    const until = `${dayInZone(observedUntil, facts.timeZone)}, ${clockTimeWithZone(observedUntil, facts.timeZone)}`;
    return `No rule knows it, and until ${until} that is mailed, not paged. Is it grave? npx tocsin severity ${incident.id} SEV-2 --reason "..."`;
  }
  if (pagedAt === undefined) return `${severityName(incident.severity)} does not page: this mail is all you get.`;
  const at = clockTimeWithZone(pagedAt, facts.timeZone);
  return `It is outside the hours of this service: you are paged on ${dayInZone(pagedAt, facts.timeZone)} at ${at}.`;
}

/** The facts, a line each. */
function about(incident: Incident, facts: MailFacts): string[] {
  const alerts = Object.keys(incident.alerts).length;
  const where = [facts.accountName ?? incident.account, incident.region, `${alerts} alert${alerts === 1 ? '' : 's'}`];
  const check = incident.needsSeverity ? '; needs a severity, please check' : '';
  const publicly = publicLine(incident, facts);
  return [
    `Since     ${nearTimeWithZone(incident.openedAt, facts.now, facts.timeZone)} (${clockTime(incident.openedAt, 'UTC')} UTC)`,
    ...(incident.customersFailServersOk ? [`Note      ${customersFailText}`] : []),
    ...(incident.measured === undefined ? [] : [`Why       ${oneLine(incident.measured).slice(0, 300)}`]),
    `Severity  ${severityName(incident.severity)} because ${oneLine(incident.severityBecause)}${check}`,
    ...(incident.incidentManager ? [`Manager   ${oneLine(incident.incidentManager.name)}`] : []),
    `Where     ${oneLine(where.filter((part) => part !== undefined).join(', '))}`,
    ...alertLines(Object.values(incident.alerts), 5).map(
      (line, index) => `${index === 0 ? 'Alerts    ' : '          '}${line}`,
    ),
    ...changeLines(facts.changes ?? [], incident.openedAt, facts.timeZone),
    ...(incident.runbook ? [`Runbook   ${incident.runbook}`] : []),
    ...graphsOf(incident, facts.service).map((link, index) => `${index === 0 ? 'Graph' : ''}`.padEnd(10) + link),
    ...(publicly === undefined ? [] : [`Public    ${publicly}`]),
  ];
}

function publicLine(incident: Incident, { timeZone, now }: MailFacts): string | undefined {
  const { publicNotice } = incident;
  if (publicNotice.state === 'waiting')
    return `notice goes out ${nearTimeWithZone(publicNotice.dueAt, now, timeZone)} unless held`;
  if (publicNotice.state === 'public') return 'customers read a notice';
  return behaviours[incident.severity].notice ? 'customers see nothing' : undefined;
}
