import { didYouMean } from '../../../domain/nearest';
import { readSeverity } from '../../../domain/severity';
import { answer, text, written, type Call, type Command } from '../command';
import { Refused, UsageMistake } from '../mistakes';
import { callLines, overrideLines, shiftLines, type OnCallAnswer, type OverrideRow } from '../on-call-answer';
import { onCallPage, type ServiceCalls } from '../on-call-page';
import { printReport, sendFeedback, weeksIn } from '../on-call-report';
import { shiftCalendar } from '../shift-calendar';
import { readWallTime, zoneOf } from '../wall-time';

const weeksOfCalendar = 12;

export const onCallCommand: Command = {
  name: 'on-call',
  usage: '[override|swap <person> <person>|override end <id>|overrides|report|feedback]',
  says: 'tells who would be called, and then who; arranges who stands in',
  about: [
    'Asked without a word, it says who would be called for --service at --severity (SEV-2) now, or --at a time, by the very',
    'rules that paging uses, and why. An override or swap lasts 31 days at most, ends by itself, and wins over every layer.',
    'report tells who was paged how often in the last --weeks (4), at night and on weekends, and how the shifts were.',
  ],
  flags: {
    at: { type: 'string', value: '"2027-03-07 02:00"', says: 'when; now where it is left out' },
    service: { type: 'string', value: 'checkout', says: 'whose alert it would be' },
    severity: { type: 'string', value: 'SEV-1', says: 'how bad it would be' },
    weeks: {
      type: 'string',
      value: '4',
      says: 'who has each rotation in the coming weeks (12 at most), too; report: looking back',
    },
    ics: { type: 'string', value: '<person>', says: 'a calendar file of the next 12 weeks of a person' },
    html: {
      type: 'boolean',
      says: 'a page of who is called for each service, and of the coming weeks, to put into a file',
    },
    rotation: { type: 'string', value: '<id>', says: 'override, swap, feedback: of which rotation' },
    person: { type: 'string', value: '<id>', says: 'override: who stands in' },
    from: { type: 'string', value: '"2027-03-07 18:00"', says: 'override, swap: from when; now where it is left out' },
    until: { type: 'string', value: '"2027-03-08 09:00"', says: 'override, swap: until when' },
    zone: { type: 'string', value: 'Europe/Berlin', says: 'the zone of these times; else yours' },
    reason: { type: 'string', says: 'override, swap: why (internal)' },
    score: { type: 'string', value: '4', says: 'feedback: how the shift was, from 1 (hard) to 5 (easy)' },
    note: { type: 'string', says: 'feedback: what should change' },
    all: { type: 'boolean', says: 'overrides: those of the last 30 days that ended, too' },
  },
  mostWords: 3,
  run: async (call) => {
    const [verb, first, second, ...rest] = call.words;
    if (verb === 'overrides' && first === undefined) return list(call);
    if (verb === 'report' && first === undefined) return printReport(call);
    if (verb === 'feedback' && first === undefined) return sendFeedback(call);
    if (verb === 'override' && first === 'end') return end(call, second);
    if (verb === 'override' && first === undefined)
      return arrange(call, { person: written(call, 'person', 'who stands in') });
    if (verb === 'swap' && first !== undefined && second !== undefined && rest.length === 0)
      return arrange(call, { swap: [first, second] });
    if (verb === 'swap') throw new UsageMistake('on-call swap wants two people: npx tocsin on-call swap alex sam …');
    if (verb !== undefined)
      throw new UsageMistake(
        `on-call knows override, override end <id>, swap, overrides, report and feedback, not "${call.words.join(' ')}".`,
      );
    const person = text(call, 'ics');
    if (call.flags['html'] === true) return printPage(call);
    return person === undefined ? ask(call) : printCalendar(call, person);
  },
};

async function ask(call: Call): Promise<void> {
  const weeks = weeksIn(call, 0);
  const { timeZone } = call.terminal;
  const query = { ...asked(call), weeks };
  const { api } = await call.open();
  const said = await api.get<OnCallAnswer>(`/on-call${queryOf(query)}`);
  answer(call, said, [...callLines(said, timeZone), ...(weeks === undefined ? [] : shiftLines(said, timeZone))]);
}

/** The page goes out as it is, so that it can be put into a file. */
async function printPage(call: Call): Promise<void> {
  const { at, severity = 'SEV-1' } = asked(call);
  const { api } = await call.open();
  const weeks = weeksIn(call, 0) ?? '4';
  const said = await api.get<OnCallAnswer>(`/on-call${queryOf({ at, severity, weeks })}`);
  const services: ServiceCalls[] = [];
  for (const { id, name } of said.services ?? []) {
    const { calls } = await api.get<OnCallAnswer>(`/on-call${queryOf({ at: said.at, severity, service: id })}`);
    services.push({ name, calls });
  }
  call.terminal.out(onCallPage(said, services, call.terminal.timeZone));
}

/** The calendar goes out as it is, so that it can be put into a file. */
async function printCalendar(call: Call, person: string): Promise<void> {
  const { api } = await call.open();
  const { at, rotations, people } = await api.get<OnCallAnswer>(
    `/on-call${queryOf({ at: asked(call).at, weeks: `${weeksOfCalendar}` })}`,
  );
  const known = people?.find(({ id }) => id === person);
  if (people && !known) {
    const ids = people.map(({ id }) => id);
    throw new Refused(`There is no responder "${person}".${didYouMean(person, ids)} There are: ${ids.join(', ')}.`);
  }
  const name = known?.name ?? person;
  const mine = rotations.flatMap(({ id, name, shifts }) =>
    shifts.filter((shift) => shift.person === person).map(({ from, until }) => ({ rotation: id, name, from, until })),
  );
  if (mine.length === 0)
    throw new Refused(
      `${name} has no rotation in the next ${weeksOfCalendar} weeks: there is nothing to put into a calendar.`,
    );
  if (call.json) return answer(call, mine, []);
  call.terminal.out(`${shiftCalendar(name, mine, at)}\r`);
}

async function arrange(call: Call, instead: { readonly person: string } | { readonly swap: readonly string[] }) {
  const zone = zoneOf(text(call, 'zone'), call.terminal.timeZone);
  const from = text(call, 'from');
  const said = {
    rotation: written(call, 'rotation', 'of which rotation'),
    ...instead,
    from: from === undefined ? undefined : readWallTime('from', from, zone),
    until: readWallTime('until', written(call, 'until', 'until when'), zone),
    reason: written(call, 'reason', 'why'),
  };
  const { api } = await call.open();
  told(call, await api.post<OverrideAnswer>('/on-call/overrides', said));
}

async function end(call: Call, id: string | undefined): Promise<void> {
  if (id === undefined) throw new UsageMistake('on-call override end wants an id. See: npx tocsin on-call overrides');
  const { api } = await call.open();
  told(call, await api.post<OverrideAnswer>(`/on-call/overrides/${encodeURIComponent(id)}/end`, {}));
}

async function list(call: Call): Promise<void> {
  const { api } = await call.open();
  const all = call.flags['all'] === true;
  const { overrides } = await api.get<{ overrides: readonly OverrideRow[] }>(
    `/on-call/overrides${all ? '?all=1' : ''}`,
  );
  const lines = overrides.flatMap((row) => overrideLines(row, call.terminal.timeZone));
  answer(call, overrides, lines.length > 0 ? lines : ['Nobody stands in for anybody.']);
}

interface OverrideAnswer {
  readonly done?: string;
  readonly already?: string;
}

function asked(call: Call): { readonly at?: string; readonly service?: string; readonly severity?: string } {
  const at = text(call, 'at');
  const zone = zoneOf(text(call, 'zone'), call.terminal.timeZone);
  const severity = text(call, 'severity');
  if (severity !== undefined && readSeverity(severity) === undefined)
    throw new UsageMistake(`--severity "${severity}" is no severity: SEV-1, SEV-2, SEV-3 or SEV-4.`);
  return {
    at: at === undefined ? undefined : readWallTime('at', at, zone),
    service: text(call, 'service'),
    severity,
  };
}

function queryOf(given: Readonly<Record<string, string | undefined>>): string {
  const known = Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return known.length > 0 ? `?${new URLSearchParams(known as [string, string][]).toString()}` : '';
}

function told(call: Call, outcome: OverrideAnswer): void {
  answer(call, outcome, (outcome.done ?? outcome.already ?? 'Done.').split('\n'));
}
