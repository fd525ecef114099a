import { contentLine, escapedText } from './content-line';

/** One stretch in which a person has a rotation. */
export interface CalendarShift {
  readonly rotation: string;
  readonly name: string;
  readonly from: string;
  readonly until: string;
}

/**
 * The shifts of a person as a calendar that calendar programs read (iCalendar, RFC 5545), in UTC. A shift keeps its UID
 * as long as it begins when it begins, so that reading the calendar again changes events and does not double them.
 * @param person the name that it is shown by
 * @param madeAt when the calendar was made
 */
export function shiftCalendar(person: string, shifts: readonly CalendarShift[], madeAt: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Tocsin//On call//EN',
    `X-WR-CALNAME:${escapedText(`On call: ${person}`)}`,
    ...shifts.flatMap(({ rotation, name, from, until }) => [
      'BEGIN:VEVENT',
      `UID:${rotation}-${stamp(from)}@tocsin`,
      `DTSTAMP:${stamp(madeAt)}`,
      `DTSTART:${stamp(from)}`,
      `DTEND:${stamp(until)}`,
      `SUMMARY:${escapedText(`On call: ${name}`)}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map(contentLine).join('\r\n');
}

/** `20261123T080000Z`. */
function stamp(at: string): string {
  return `${at.slice(0, 19).replace(/[-:]/g, '')}Z`;
}
