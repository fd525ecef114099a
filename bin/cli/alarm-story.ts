import { clockTime } from '../../domain/zoned-time';
import { quotedReason } from './explanation';
import type { IncidentDetail, PublicNotice } from './incident-shapes';
import { channelsOf, type OutboxMessage } from './outbox-message';

/** What the teller of a story knows besides the incident. */
export interface Scene {
  readonly messages: readonly OutboxMessage[];
  /** The outbox's address. */
  readonly outbox: string;
  readonly timeZone: string;
}

/** A fresh incident: why it opened, who was paged, and what happens next unless somebody does something. */
export function storyOfOpening(incident: IncidentDetail, scene: Scene): string[] {
  const { id } = incident;
  return [
    openingLine(incident),
    ...(incident.needsSeverity ? [`Needs a severity, please check: npx tocsin severity ${id} SEV-n --reason "…"`] : []),
    levelOneLine(incident, scene),
    ...nextLines(incident, scene.timeZone),
    `Try: acknowledge in the outbox | npx tocsin clock +5m | npx tocsin show ${id}`,
  ];
}

/** `K7MQ opened: SEV-1 checkout-5xx, because rule "checkout-down".` */
export function openingLine({ id, severity, title, severityBecause }: IncidentDetail): string {
  return `${id} opened: ${severity} ${title}, because ${quotedReason(severityBecause)}.`;
}

function levelOneLine(incident: IncidentDetail, { messages, outbox, timeZone }: Scene): string {
  const ours = messages.filter((message) => message.incidentId === incident.id);
  const pages = ours.filter((message) => message.kind === 'page' && Number(message.level) <= 1);
  const link = `${outbox}/#${incident.id}`;
  const at = clockTime((pages[0] ?? ours[0])?.at ?? incident.openedAt, timeZone);
  if (pages.length > 0) return `${at}  level 1 was paged (${channelsOf(pages)})   ${link}`;
  if (ours.length > 0) return `${at}  level 1 was told by mail; ${incident.severity} pages nobody now   ${link}`;
  return `${at}  no message has left yet   ${link}`;
}

/** Who is paged next and what customers will read, a line each. */
export function nextLines({ nextPage, publicNotice }: IncidentDetail, timeZone: string): string[] {
  const notice = noticeLine(publicNotice, timeZone);
  if (!nextPage) return [notice];
  if (nextPage.mail)
    return [`${clockTime(nextPage.at, timeZone)}  level 1 is mailed: the next business day begins`, notice];
  const who = nextPage.level > 0 ? `level ${nextPage.level} is` : 'everybody is';
  return [`${clockTime(nextPage.at, timeZone)}  ${who} paged, unless someone acknowledges`, notice];
}

function noticeLine({ state, dueAt }: PublicNotice, timeZone: string): string {
  if (state === 'waiting' && dueAt)
    return `${clockTime(dueAt, timeZone)}  customers see a notice, unless someone holds it; until then the page shows nothing`;
  return `${noTime}  ${noticeInWords[state] ?? noticeInWords['none']!}`;
}

/** As wide as `03:02`, for lines without a time. */
export const noTime = '     ';

const noticeInWords: Readonly<Record<string, string>> = {
  none: 'customers see nothing: no notice goes out by itself',
  public: 'customers read a notice',
  cancelled: 'customers see nothing: the waiting notice was taken back',
  'needs-decision': 'customers see nothing: the notice waits for a decision',
  retracted: 'customers read that the notice was posted in error',
};
