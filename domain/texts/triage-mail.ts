import { clustersOf, type TriageItem } from '../triage';
import { clockTimeWithZone } from '../zoned-time';
import { cut, oneLine } from './plain';

const mostNamed = 20;

/** The mail to the triage owner: which reports wait, and what to do with them. */
export function triageMail(
  open: readonly TriageItem[],
  nameOfComponent: (id: string) => string,
  timeZone: string,
): { readonly subject: string; readonly body: string } {
  const count = open.reduce((sum, { more = 0 }) => sum + 1 + more, 0);
  const waiting = `${count} report${count === 1 ? ' waits' : 's wait'} for you`;
  const lines = [
    ...clustersOf(open).map(
      (each) => `${each.count} reports about ${nameOfComponent(each.component)} within 15 minutes: is it an incident?`,
    ),
    `${waiting}. Nobody was paged.`,
    '',
    ...open.slice(0, mostNamed).map((item) => line(item, nameOfComponent, timeZone)),
    ...(open.length > mostNamed ? [`and ${open.length - mostNamed} more: npx tocsin triage`] : []),
    '',
    'npx tocsin triage                                    shows them whole',
    'npx tocsin triage open <id> --severity SEV-2         makes an incident of one',
    'npx tocsin triage attach <id> <incident>             says which incident it belongs to',
    'npx tocsin triage dismiss <id> --reason "..."        says why it is none',
  ];
  return { subject: waiting, body: lines.join('\n') };
}

function line(item: TriageItem, nameOfComponent: (id: string) => string, timeZone: string): string {
  const about = item.component === undefined ? '' : ` ${nameOfComponent(item.component)}:`;
  const more = item.more ? ` (and ${item.more} more like this)` : '';
  return `${item.id}  ${clockTimeWithZone(item.receivedAt, timeZone)} ${about} ${cut(oneLine(item.what), 120)}${more}`;
}
