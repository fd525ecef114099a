import { clockTime } from '../../domain/zoned-time';
import { inOneLine, type OutboxMessage } from './outbox-message';
import { toldIn } from './times';
import type { Happening } from './watch';

const mostLines = 60;

/** What happened meanwhile, to incidents and in the outbox, in the order of time, a line each. */
export function happeningLines(
  happenings: readonly Happening[],
  messages: readonly OutboxMessage[],
  timeZone: string,
): string[] {
  const told = happenings.flatMap(({ story, news }) =>
    news.map(({ at, text }) => ({ at, line: `${story.incident.id}  ${toldIn(timeZone, text, at)}` })),
  );
  const sent = messages.map((message) => ({
    at: message.at,
    line: `${message.incidentId ?? '    '}  ${inOneLine(message)}`,
  }));
  const lines = [...told, ...sent]
    .sort((one, other) => Date.parse(one.at) - Date.parse(other.at))
    .map(({ at, line }) => `${clockTime(at, timeZone)}  ${line}`);
  return lines.length <= mostLines
    ? lines
    : [...lines.slice(0, mostLines), `… and ${lines.length - mostLines} more: npx tocsin show, and the outbox`];
}

/** An alert that its incident knew already: it is counted, and changes nothing. */
export function countedLine({ story }: Happening): string {
  const { id, title, alertCount } = story.incident;
  return `${id} (${title}) knew that already: counted, ${alertCount} alerts by now. Nobody is paged anew.`;
}
