import type { Incident } from '../incident';
import { severityName } from '../severity';
import { clockTimeWithZone } from '../zoned-time';
import { cut, oneLine, toGsm } from './plain';
import { smsLength } from './responder-sms';

/** One page of a bundle: its incident as it stands, with the reader's own link to it. */
export interface BundledPage {
  readonly incident: Incident;
  readonly link: string;
}

/** The one message that several pages become: an SMS that names as many as fit, and a mail that lists every one. */
export function bundleText(
  pages: readonly BundledPage[],
  timeZone: string,
): { readonly subject: string; readonly body: string; readonly sms: string } {
  const count = `${pages.length} more page${pages.length === 1 ? '' : 's'}`;
  const ids = pages.map(({ incident }) => incident.id).join(' ');
  const unclassified = pages.filter(({ incident }) => incident.needsSeverity).length;
  const why = [
    `${pages.length === 1 ? 'One more incident needs' : `${pages.length} more incidents need`} somebody, and nobody has acknowledged.`,
    ...(unclassified === 0 ? [] : [`${unclassified} of them need a severity, please check.`]),
    'They come together because you were paged shortly before. ACKNOWLEDGE each (the link opens a page with a button):',
  ];
  return {
    subject: cut(`${count}: ${ids}`, 99),
    body: [
      ...why,
      ...pages.flatMap((page) => ['', about(page, timeZone), page.link]),
      '',
      'Do not use the unsubscribe link below: it stops your pages.',
    ].join('\n'),
    sms: smsOf(count, ids, pages[0]?.link ?? ''),
  };
}

function about({ incident }: BundledPage, timeZone: string): string {
  const since = clockTimeWithZone(incident.openedAt, timeZone);
  return `${severityName(incident.severity)} ${oneLine(incident.title)} (${incident.id}) since ${since}`;
}

function smsOf(count: string, ids: string, link: string): string {
  const room = smsLength - link.length - 1;
  return `${toGsm(cut(`${count}. ACK each: ${ids}`, room))}\n${link}`;
}
