import { severityName } from '../severity';
import { clockTimeWithZone, dayInZone } from '../zoned-time';
import type { BundledPage } from './bundle';
import { cut, oneLine, toSubject } from './plain';
import type { Mail } from './responder-mail';

/** The one mail of a morning: every incident that pages nobody, with the reader's own link to it. */
export function digestMail(pages: readonly BundledPage[], timeZone: string): Mail {
  const names = [...new Set(pages.map(({ incident }) => severityName(incident.severity)))].join(', ');
  const ids = pages.map(({ incident }) => incident.id).join(' ');
  return {
    subject: toSubject(cut(`${names}: ${pages.length} incidents this morning (${ids})`, 99)),
    body: [
      `${pages.length} incidents wait for you. They page nobody: this mail is all you get.`,
      'ACKNOWLEDGE what you take (the link opens a page with a button):',
      ...pages.flatMap(({ incident, link }) => [
        '',
        `${severityName(incident.severity)} ${cut(oneLine(incident.title), 60)} (${incident.id}) since ${dayInZone(incident.openedAt, timeZone)}, ${clockTimeWithZone(incident.openedAt, timeZone)}`,
        ...(incident.summary === undefined ? [] : [cut(oneLine(incident.summary), 200)]),
        link,
      ]),
      '',
      'Do not use the unsubscribe link below: it stops your pages.',
    ].join('\n'),
  };
}
