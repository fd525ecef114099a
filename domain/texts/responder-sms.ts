import type { Incident } from '../incident';
import type { Instant } from '../instant';
import type { NextPaged, Saying } from '../message';
import { severityName } from '../severity';
import { nearTime, nearTimeWithZone } from '../zoned-time';
import { cut, oneLine, toGsm } from './plain';

/** One part of an SMS in the GSM 7-bit alphabet. */
export const smsLength = 160;

/** Where its reader is, and when it leaves. */
export interface Reading {
  readonly timeZone: string;
  readonly now: Instant;
}

/** One SMS of at most 160 GSM-7 characters: the sentence on the first line, the link, never cut, on the second. */
export function smsText(
  saying: Saying,
  incident: Incident,
  { timeZone, now }: Reading,
  link: string | undefined,
): string {
  const room = smsLength - (link === undefined ? 0 : link.length + 1);
  const sentence = fitted(
    (name, person) => sentenceOf(saying, incident, { timeZone, now }, name, person),
    incident.title,
    room,
  );
  return link === undefined ? sentence : `${sentence}\n${link}`;
}

/** Cuts the incident's name first, then the people's, until the sentence fits. */
function fitted(say: (name: number, person: number) => string, title: string, room: number): string {
  let sentence = '';
  for (const person of [40, 12, 8, 5, 3]) {
    const longest = Math.min(40, [...title].length);
    for (let name = longest; name >= Math.min(6, longest); name--) {
      sentence = toGsm(say(name, person));
      if (sentence.length <= room) return sentence;
    }
  }
  return cut(sentence, room);
}

function sentenceOf(
  saying: Saying,
  incident: Incident,
  { timeZone, now }: Reading,
  nameRoom: number,
  personRoom: number,
): string {
  const name = cut(oneLine(incident.title), nameRoom);
  const person = (known: string) => cut(oneLine(known), personRoom);
  const at = (instant: string) => nearTime(instant, now, timeZone);
  const severity = severityName(incident.severity);
  const head = `${severity} ${name} ${nearTimeWithZone(incident.openedAt, now, timeZone)} ${incident.id}.`;
  const called = (next: NextPaged, everybody: string) => (next.name === undefined ? everybody : person(next.name));
  const otherwise = (next: NextPaged | undefined, text: (next: NextPaged) => string, none: string) =>
    next ? text(next) : none;
  switch (saying.says) {
    case 'first-page':
      return `${head} ${otherwise(saying.next, (next) => `ACK by ${at(next.at)} or ${called(next, 'everybody')} is paged`, 'ACK now, nobody is behind you')}`;
    case 'again':
      return `AGAIN ${head} ${otherwise(saying.next, (next) => `${called(next, 'Everybody')} is paged at ${at(next.at)}`, 'Nobody has it')}`;
    case 'escalated':
      return `${head} ${person(saying.silent)} silent. ${otherwise(saying.next, (next) => `${called(next, 'Everybody is')} paged at ${at(next.at)}`, 'Nobody is behind you')}`;
    case 'nobody-came':
      return `AGAIN ${head} Nobody has it. All paged again at ${at(saying.again)}`;
    case 'lapsed':
      return `${head} ${saying.own ? 'Your ACK' : `ACK of ${person(saying.who)}`} lapsed. ${otherwise(saying.next, (next) => `ACK by ${at(next.at)} or ${called(next, 'everybody')} is paged`, 'ACK now')}`;
    case 'declined':
      return `${head} ${person(saying.who)} can't come. ${otherwise(saying.next, (next) => `${called(next, 'Everybody is')} paged at ${at(next.at)}`, 'ACK now')}`;
    case 'given-back':
      return `${head} ${saying.by === undefined ? `${person(saying.who)} gave it back` : `${person(saying.by)} took it from ${person(saying.who)}`}. ${otherwise(saying.next, (next) => `ACK by ${at(next.at)} or ${called(next, 'everybody')} is paged`, 'ACK now')}`;
    case 'asked-for':
      return `${head} ${person(saying.who)} ${saying.has ? 'has it and ' : ''}asks for you`;
    case 'let-go':
      return `${incident.id} ${severity}: ${letGo(saying.why, person(saying.who), saying.own)} ${at(saying.at)}. ${saying.paged === undefined ? 'Nobody has it' : `${person(saying.paged)} paged`}`;
    case 'alone':
      return `${incident.id}: alone with this for ${saying.minutes} min. ${saying.next === undefined ? 'Everybody was called' : `Page ${person(saying.next)} too?`}`;
    case 'failing-again':
      return `${incident.id} ${name} FAILING AGAIN ${at(saying.at)}. ${saying.afterResolve ? 'Reopened' : 'Earlier ACK void'}. ACK now`;
    case 'ok-again':
      return `${incident.id} ${name} OK again ${at(saying.at)}, no ACK yet. ${saying.next === undefined ? 'Nobody else is paged' : `${person(saying.next)} won't be paged`}`;
    case 'acknowledged':
      return `${incident.id}: ${person(saying.who)} acknowledged ${at(saying.at)}. No more pages for you.`;
    case 'update-due':
      return `${incident.id} ${severity}: update due ${at(saying.dueAt)}. Still on it? Tap to say so`;
    case 'update-overdue':
      return `${incident.id} ${severity}: update due ${at(saying.dueAt)} is missing, no sign of life. Please look`;
    case 'ask-to-resolve':
      return `${incident.id} ${name} quiet since ${at(saying.since)}. Over? Please resolve it`;
    case 'decide-notice':
      return `${incident.id} ${severity}: notice waits, ${saying.because}. Decide what customers read`;
    case 'unresolved':
      return `${incident.id} ${severity}: ${person(saying.who)} has it since ${at(saying.since)}, not resolved`;
    case 'worse':
      return `${incident.id} ${name} is ${severity} now, was ${severityName(saying.from)}. You have it`;
    case 'lowered':
      return `${incident.id} ${name} is ${severity} now, was ${severityName(saying.from)}. ${saying.next === undefined ? 'Nobody is paged any more' : `Next page at ${at(saying.next)}`}`;
    case 'keeps-firing':
      return `${head} ${saying.count} alerts, nobody has it`;
    case 'opened-quietly':
    case 'incident-manager':
    case 'informed':
      return `${head} For your information`;
    case 'resolved':
      return `${incident.id}: resolved ${at(saying.at)} by ${saying.who === undefined ? 'itself, all is OK' : person(saying.who)}.`;
  }
}

function letGo(why: Extract<Saying, { readonly says: 'let-go' }>['why'], who: string, own?: true): string {
  return why === 'gave it back' ? `${who} gave it back` : `${own ? 'Your ACK' : `ACK of ${who}`} ${why}`;
}
