import { isAcknowledged } from '../escalation-plan';
import type { Incident } from '../incident';
import type { Instant } from '../instant';
import { isOver, keepsQuiet, type Maintenance } from '../maintenance';
import type { Called } from '../on-call';
import { severityName } from '../severity';
import type { HandOff, NewGap } from '../shift-watch';
import { aboutSilence, type Silence } from '../silence';
import { clockTimeWithZone, dayInZone } from '../zoned-time';
import { cut, oneLine, toSubject } from './plain';
import type { Mail } from './responder-mail';

/** What whoever comes on call finds. */
export interface HandedOver {
  readonly incidents: readonly Incident[];
  /** Those that last now. */
  readonly silences: readonly Silence[];
  /** Those that go on, and those of the next days. */
  readonly maintenances: readonly Maintenance[];
  /** Who is called under each policy that names what changed hands. */
  readonly policies: readonly { readonly id: string; readonly levels: readonly (readonly Called[])[] }[];
}

/** Who reads a mail about being on call. */
export interface OnCallReader {
  readonly id: string;
  readonly timeZone: string;
  readonly nameOf: (id: string) => string;
}

/** The pages of a shift that is over. */
export interface ShiftPages {
  readonly pages: number;
  readonly nights: number;
}

const keepSubscription = 'Do not use the unsubscribe link below: it stops your pages.';

/** The most of each kind that a mail lists. */
const mostListed = 20;

/** The one mail to a person whose shifts begin or end at a moment. */
export function handOffMail(
  mine: readonly HandOff[],
  found: HandedOver,
  paged: ShiftPages | undefined,
  reader: OnCallReader,
  now: Instant,
): Mail {
  const comes = mine.filter(({ to }) => to === reader.id);
  const goes = mine.filter(({ from }) => from === reader.id);
  const names = (some: readonly HandOff[]) => some.map(({ rotation }) => rotation.name).join(', ');
  const lines = [
    ...comes.map((handOff) => coming(handOff, reader)),
    ...goes.map((handOff) => going(handOff, reader)),
    ...(goes.length > 0 ? ['', ...thanks(goes, paged)] : []),
    ...(comes.length > 0 ? ['', ...handedOver(found, reader, now)] : []),
    '',
    keepSubscription,
  ];
  const subject = comes.length > 0 ? `You are on call: ${names(comes)}` : `Your shift is over: ${names(goes)}`;
  return { subject: toSubject(subject), body: lines.join('\n') };
}

function coming({ rotation, from, until, override }: HandOff, { timeZone, nameOf }: OnCallReader): string {
  const after = from === undefined ? '' : ` after ${nameOf(from)}`;
  const why = override === undefined ? '' : `, arranged by ${override.by}: ${oneLine(override.reason)}`;
  return `You have ${rotation.name} now${after}${until === undefined ? '' : `, until ${dayAndTime(until, timeZone)}`}${why}.`;
}

function going({ rotation, to }: HandOff, { nameOf }: OnCallReader): string {
  return `Your shift in ${rotation.name} is over: ${to === undefined ? 'nobody has it now, so the chain of command is called' : `${nameOf(to)} has it now`}.`;
}

function thanks(goes: readonly HandOff[], paged: ShiftPages | undefined): string[] {
  const nights = paged && paged.nights > 0 ? `, ${paged.nights} of them between 00:00 and 06:00` : '';
  const pages =
    paged === undefined
      ? ''
      : ` You were paged ${paged.pages === 1 ? 'once' : `${paged.pages} times`} in it${paged.pages === 0 ? '' : nights}.`;
  return [
    `Thank you.${pages} How was it, from 1 (hard) to 5 (easy), and what should change?`,
    ...goes.map(({ rotation }) => `npx tocsin on-call feedback --rotation ${rotation.id} --score 1-5 --note "..."`),
  ];
}

function handedOver(found: HandedOver, reader: OnCallReader, now: Instant): string[] {
  const { timeZone, nameOf } = reader;
  const at = (moment: Instant) => dayAndTime(moment, timeZone);
  const incidents = found.incidents.map((incident) => {
    const who = isAcknowledged(incident) ? `${incident.acknowledgement!.name} has it` : 'nobody has acknowledged';
    return `${incident.id}  ${severityName(incident.severity)} ${cut(oneLine(incident.title), 60)}, ${incident.status} since ${at(incident.openedAt)}, ${who}`;
  });
  const silences = found.silences.map(
    ({ matches, until, by, reason }) =>
      `${aboutSilence(matches)} until ${at(until)} (${by.name}: ${cut(oneLine(reason), 80)})`,
  );
  const maintenances = found.maintenances
    .filter((each) => !isOver(each))
    .map((each) => {
      const when = keepsQuiet(each, now) || each.from <= now ? `until ${at(each.until)}` : `from ${at(each.from)}`;
      return `${cut(oneLine(each.title), 60)}, ${when}: quiet for ${each.services.join(', ') || 'no service'}`;
    });
  const policies = found.policies.map(({ id, levels }) => {
    const who = levels.map((level, place) => {
      const people = level.map(({ person }) => (person === reader.id ? 'you' : nameOf(person))).join(' and ');
      return `level ${place + 1} ${people}`;
    });
    return `${id}: ${who.join(', ')}`;
  });
  return [
    ...listed('Open now', incidents, 'Nothing is open.'),
    ...listed('Silenced now', silences, 'Nothing is silenced.'),
    ...listed(
      'Maintenance, now and in the next 7 days',
      maintenances,
      'No maintenance is planned for the next 7 days.',
    ),
    ...(policies.length > 0 ? listed('Who is called', policies, '') : []),
  ];
}

function listed(heading: string, lines: readonly string[], none: string): string[] {
  if (lines.length === 0) return [none];
  const more = lines.length - mostListed;
  return [
    `${heading}:`,
    ...lines.slice(0, mostListed).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** The mail to whoever is called where nobody is on call. */
export function gapMail(gaps: readonly NewGap[], { timeZone, nameOf }: OnCallReader): Mail {
  const names = [...new Set(gaps.map(({ name }) => name))];
  const lines = [
    'Nobody is on call at these times:',
    ...gaps.map(
      ({ name, from, until, told }) =>
        `  ${name}: ${dayAndTime(from, timeZone)} to ${dayAndTime(until, timeZone)}. ${nameOf(told[0]!)} is called.`,
    ),
    '',
    'Have somebody stand in, or mend the rotation in config/on-call.ts:',
    ...[...new Set(gaps.map(({ rotation }) => rotation))].map(
      (id) => `npx tocsin on-call override --rotation ${id} --person <id> --from "..." --until "..." --reason "..."`,
    ),
  ];
  return { subject: toSubject(`Nobody is on call: ${names.join(', ')}`), body: lines.join('\n') };
}

/** `Mon 30 November, 09:00 CET`. */
function dayAndTime(at: Instant, timeZone: string): string {
  return `${dayInZone(at, timeZone)}, ${clockTimeWithZone(at, timeZone)}`;
}
