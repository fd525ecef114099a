import type { Instant } from '../domain/instant';
import type { PublicMaintenance } from '../domain/maintenance';
import type { StatusPage } from '../domain/status-page';
import { inWords } from '../domain/texts/customers';
import { cleanText } from '../domain/texts/clean-text';
import { pageId } from './api/api-page';
import { maintenancePath } from './links';
import { tellMaintenance } from './maintenance-told';
import { markWords } from './public-file';

/** Maintenance as an iCalendar (RFC 5545) that calendars can subscribe to; what moved or was cancelled moves there, too. */
export function calendar(page: StatusPage): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tocsin//Status page//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(page.name)}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT1H',
    `X-TOCSIN-RENDER:${escape(markWords(page))}`,
    ...page.maintenances.flatMap((maintenance) => event(page, maintenance)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function event(page: StatusPage, maintenance: PublicMaintenance): string[] {
  const { id, version, title, from, until, changedAt, completedAt, state } = maintenance;
  const newest = tellMaintenance(maintenance, from)[0];
  const said = [...(newest ? [inWords(newest.sentence)] : []), ...(maintenance.impact ? [maintenance.impact] : [])];
  return [
    'BEGIN:VEVENT',
    `UID:${escape(`${id}@${pageId(page.url)}`)}`,
    `SEQUENCE:${version}`,
    `DTSTAMP:${compact(changedAt)}`,
    `DTSTART:${compact(maintenance.startedAt ?? from)}`,
    `DTEND:${compact(completedAt ?? until)}`,
    `SUMMARY:${escape(title)}`,
    `DESCRIPTION:${escape([...new Set(said)].join(' '))}`,
    `URL:${page.url}/${maintenancePath(id)}`,
    `STATUS:${state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** `20270307T020000Z`. */
function compact(at: Instant): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}

function escape(text: string): string {
  return cleanText(text)
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\t/g, ' ');
}

/** No line is longer than 75 octets, and no character is cut in two. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  for (const character of line) {
    const most = pieces.length === 0 ? 75 : 74;
    if (Buffer.byteLength(piece + character) > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += character;
  }
  return [...pieces, piece].join('\r\n ');
}
