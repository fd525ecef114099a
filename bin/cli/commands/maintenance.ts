import type { Maintenance } from '../../../domain/maintenance';
import { clockTimeWithZone } from '../../../domain/zoned-time';
import { answer, text, written, type Call, type Command, type Session } from '../command';
import { aboutConfirming, confirmPublic, yesFlag } from '../confirm';
import { readDuration } from '../duration';
import { UsageMistake } from '../mistakes';
import { dayIn } from '../times';
import { readWallTime, zoneOf } from '../wall-time';

const verbs = ['plan', 'edit', 'start', 'update', 'complete', 'cancel', 'list'];

export const maintenanceCommand: Command = {
  name: 'maintenance',
  usage: 'plan "<title>" --services … --from … --until … | edit|start|update|complete|cancel <id> | list [--all]',
  says: 'plans maintenance: customers read of it, and its services do not page while it lasts',
  about: [
    'It begins and ends at its times by itself; at its end it is checked, and a person completes it, or --auto-complete.',
    'What still fires half an hour after the planned end, or when it is completed or cancelled, pages then.',
    'Recurring windows stand in the configuration. Title and --impact are for customers.',
    ...aboutConfirming.slice(1),
  ],
  flags: {
    services: { type: 'string', value: 'a,b', says: 'whose alarms are quiet; else those behind the components' },
    components: {
      type: 'string',
      value: 'a,b',
      says: 'what customers read that it is about; else those of the services',
    },
    from: { type: 'string', value: '"2027-03-07 02:00"', says: 'when it begins' },
    until: { type: 'string', value: '"2027-03-07 04:00"', says: 'when it ends' },
    zone: { type: 'string', value: 'Europe/Berlin', says: 'the zone of these times; else yours' },
    title: { type: 'string', says: 'edit: another title' },
    impact: {
      type: 'string',
      says: 'what customers will notice: "Paying by card will be unavailable for up to 10 minutes."',
    },
    'auto-complete': { type: 'boolean', says: 'it completes by itself, once no alarm of its services fires' },
    note: { type: 'string', says: 'why, for ourselves' },
    public: { type: 'string', says: 'update: what customers read, word by word' },
    'next-in': { type: 'string', value: '30m', says: 'update: when customers hear of us next' },
    all: { type: 'boolean', says: 'list: those that are over, too' },
    ...yesFlag,
  },
  mostWords: 2,
  run: async (call) => {
    const [verb = '', word] = call.words;
    if (!verbs.includes(verb)) throw new UsageMistake(`maintenance wants one of: ${verbs.join(', ')}.`);
    if (verb === 'list') return list(call);
    if (word === undefined)
      throw new UsageMistake(
        verb === 'plan'
          ? 'maintenance plan wants a title for customers.'
          : `maintenance ${verb} wants an id. See: npx tocsin maintenance list`,
      );
    const said = saidBy(verb, word, call);
    const preview = [said['title'], said['impact'], said['public']].filter((line) => typeof line === 'string');
    if (preview.length > 0) await confirmPublic(call, preview);
    const { api } = await call.open();
    const path = verb === 'plan' ? '/maintenances' : `/maintenances/${encodeURIComponent(word)}/${verb}`;
    const outcome = await api.post<{ readonly done?: string; readonly already?: string }>(path, said);
    answer(call, outcome, (outcome.done ?? outcome.already ?? 'Done.').split('\n'));
  },
};

/** The body of the command; what was not given is left out. */
function saidBy(verb: string, word: string, call: Call): Readonly<Record<string, unknown>> {
  if (verb === 'update') {
    const nextIn = text(call, 'next-in');
    const said = written(call, 'public', 'what shall customers read');
    return { public: said, nextIn: nextIn === undefined ? undefined : readDuration(nextIn) };
  }
  if (verb !== 'plan' && verb !== 'edit') return {};
  const zone = zoneOf(text(call, 'zone'), call.terminal.timeZone);
  const time = (flag: string) => {
    const typed = verb === 'plan' ? written(call, flag, 'when') : text(call, flag);
    return typed === undefined ? undefined : readWallTime(flag, typed, zone);
  };
  const names = (flag: string) =>
    text(call, flag)
      ?.split(',')
      .map((name) => name.trim());
  const changes = {
    impact: text(call, 'impact'),
    from: time('from'),
    until: time('until'),
    autoComplete: call.flags['auto-complete'] === true ? true : undefined,
    note: text(call, 'note'),
  };
  if (verb === 'edit') return { ...changes, title: text(call, 'title') };
  return { ...changes, title: word, services: names('services'), components: names('components') };
}

async function list(call: Call): Promise<void> {
  const { api }: Session = await call.open();
  const path = `/maintenances${call.flags['all'] === true ? '?all=1' : ''}`;
  const { maintenances } = await api.get<{ maintenances: readonly Maintenance[] }>(path);
  const lines = maintenances.flatMap((row) => linesOf(row, call.terminal.timeZone));
  answer(call, maintenances, lines.length > 0 ? lines : ['No maintenance is planned.']);
}

function linesOf(row: Maintenance, timeZone: string): string[] {
  const at = (time: string) => `${dayIn(time, timeZone)}, ${clockTimeWithZone(time, timeZone)}`;
  const quiet = row.services.length > 0 ? `quiet: ${row.services.join(', ')}` : 'keeps nothing quiet';
  const note = row.note === undefined ? '' : `; ${row.note}`;
  return [
    `${row.id}  ${row.state.replace('_', ' ')}  ${at(row.from)} to ${at(row.until)}  ${row.title}`,
    `  ${quiet}; planned by ${row.by.name}${note}`,
  ];
}
