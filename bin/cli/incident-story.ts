import { customersFailText } from '../../domain/customers-fail';
import { quietWhileFlapping } from '../../domain/flapping';
import { minute } from '../../domain/instant';
import { graphsOf } from '../../domain/graphs';
import { alertLines } from '../../domain/texts/alert-list';
import { changeInWords } from '../../domain/texts/changes';
import { clockTime, clockTimeWithZone } from '../../domain/zoned-time';
import { quotedReason } from './explanation';
import { type IncidentDetail, type IncidentStory, type TimelineLine } from './incident-shapes';
import { bothTimes, dayIn, toldIn } from './times';

/** One incident as a story: what it is, who has it, what happens next, and what has happened, oldest first. */
export function storyOf({ incident, changes = [], timeline }: IncidentStory, timeZone: string): string[] {
  return [
    `${incident.severity}  ${incident.title}${incident.summary ? `: ${incident.summary}` : ''}`,
    `${incident.id}   ${statusLine(incident, timeZone)}`,
    '',
    ...labelled([
      ['Who', [whoLine(incident, timeZone)]],
      ['Manager', [incident.incidentManager ?? '']],
      ['Next', nextLines(incident, timeZone)],
      ['Customers', [customersLine(incident, timeZone), ...saidLines(incident, timeZone)]],
      ['Note', noteLines(incident)],
      ['Why', [incident.measured ?? '', becauseLine(incident)]],
      ['Where', [whereLine(incident)]],
      ['Alerts', alertLines(incident.alerts ?? [], 20)],
      ['Changed', changes.map(({ at, changed, by }) => changeInWords({ at, changed, by: by ?? undefined }, timeZone))],
      ['Runbook', [incident.runbook ?? '']],
      ['Graph', graphsOf({ link: incident.link ?? undefined }, incident)],
      ['Promised', [incident.serviceLevel ?? '']],
    ]),
    '',
    `What has happened (times in ${zoneOf(incident.openedAt, timeZone)})`,
    ...timelineLines(timeline, timeZone),
  ];
}

function statusLine({ status, openedAt, resolvedAt }: IncidentDetail, timeZone: string): string {
  const since = `since ${bothTimes(openedAt, timeZone)}, ${dayIn(openedAt, timeZone)}`;
  return resolvedAt
    ? `resolved at ${bothTimes(resolvedAt, timeZone)}; it began ${since.slice(6)}`
    : `${status}, ${since}`;
}

function whoLine({ acknowledgedBy, acknowledgedAt, resolvedAt }: IncidentDetail, timeZone: string): string {
  if (resolvedAt) return acknowledgedBy ? `${acknowledgedBy} had it.` : 'Nobody had acknowledged it.';
  if (!acknowledgedBy) return 'Nobody has acknowledged it.';
  return `${acknowledgedBy} has it${acknowledgedAt ? ` since ${clockTimeWithZone(acknowledgedAt, timeZone)}` : ''}.`;
}

function nextLines({ id, nextPage, updateDueAt, updateLate, resolvedAt }: IncidentDetail, timeZone: string): string[] {
  if (resolvedAt) return [`Nothing is to be done for ${id}.`];
  return [
    ...(nextPage
      ? [
          `${nextPage.level > 0 ? `Level ${nextPage.level} is` : 'Everybody is'} paged at ${clockTimeWithZone(nextPage.at, timeZone)}` +
            `${nextPage.names.length > 0 ? ` (${nextPage.names.join(', ')})` : ''}, unless someone acknowledges.`,
        ]
      : []),
    ...(updateDueAt ? [updateLine(updateDueAt, updateLate === true, timeZone)] : []),
  ];
}

function updateLine(dueAt: string, late: boolean, timeZone: string): string {
  const time = clockTimeWithZone(dueAt, timeZone);
  return late ? `An update was due at ${time} and is late.` : `An update is due by ${time}.`;
}

function customersLine({ publicNotice }: IncidentDetail, timeZone: string): string {
  const { state, text, dueAt, holds, component, link } = publicNotice;
  const about = component ? ` about ${component}` : '';
  const said = text ? `: “${text}”` : '.';
  if (state === 'waiting' && dueAt) {
    const held = holds ? ` (held ${holds === 1 ? 'once' : 'twice'})` : '';
    return `See nothing yet. At ${clockTimeWithZone(dueAt, timeZone)} they read a notice${about}${held}, unless someone holds it${said}`;
  }
  if (state === 'public') return `Read a notice${said}${link ? ` ${link}` : ''}`;
  if (state === 'retracted') return `Read that the notice was posted in error.${link ? ` ${link}` : ''}`;
  if (state === 'needs-decision')
    return `See nothing. The notice${about} was held twice and waits for a decision: post it with update --public.`;
  return state === 'cancelled' ? 'See nothing: the waiting notice was taken back.' : 'See nothing.';
}

/** What customers were told, under the numbers by which it is edited. */
function saidLines({ publicNotice: { updates = [] } }: IncidentDetail, timeZone: string): string[] {
  return updates.map(({ number, at, kind, text, editedAt }) => {
    const edited = editedAt ? ` (edited ${clockTimeWithZone(editedAt, timeZone)})` : '';
    return `${number}. ${clockTimeWithZone(at, timeZone)}${edited}  ${text ? `“${text}”` : kind}`;
  });
}

function becauseLine({ severity, severityBecause, needsSeverity }: IncidentDetail): string {
  return `${severity} because ${quotedReason(severityBecause)}${needsSeverity ? '. It needs a severity: please check' : ''}.`;
}

function noteLines({ customersFailServersOk, flapping }: IncidentDetail): string[] {
  return [
    ...(customersFailServersOk ? [customersFailText] : []),
    ...(flapping ? [`${flapping} flaps: an OK counts only after ${quietWhileFlapping / minute} quiet minutes.`] : []),
  ];
}

function whereLine({ service, account, region, alertCount }: IncidentDetail): string {
  const places = [service, account, region].filter((place) => place);
  return [...places, `${alertCount} alert${alertCount === 1 ? '' : 's'}`].join(', ');
}

/** `03:07  Sam      Sam acknowledged. Paging stops.`, with the day wherever it changes. */
export function timelineLines(timeline: readonly TimelineLine[], timeZone: string): string[] {
  const width = Math.max(0, ...timeline.map(({ by }) => by.length));
  let day = timeline[0] && dayIn(timeline[0].happenedAt ?? timeline[0].at, timeZone);
  return timeline.flatMap(({ at: written, happenedAt: at = written, by, text }) => {
    const line = `${clockTime(at, timeZone)}  ${by.padEnd(width)}  ${toldIn(timeZone, text, at)}`;
    if (dayIn(at, timeZone) === day) return [line];
    day = dayIn(at, timeZone);
    return [day, line];
  });
}

function zoneOf(at: string, timeZone: string): string {
  return clockTimeWithZone(at, timeZone).slice(6);
}

function labelled(rows: readonly (readonly [string, readonly string[]])[]): string[] {
  return rows.flatMap(([label, lines]) =>
    lines.filter((line) => line !== '').map((line, index) => `${(index === 0 ? label : '').padEnd(10)} ${line}`),
  );
}
