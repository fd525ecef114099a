import { clockTimeWithZone } from '../../../domain/zoned-time';
import type { Silence } from '../../../domain/silence';
import { answer, text, written, type Call, type Command } from '../command';
import { readDuration } from '../duration';
import { UsageMistake } from '../mistakes';
import { dayIn } from '../times';

interface SilenceAnswer {
  readonly done?: string;
  readonly already?: string;
}

type SilenceRow = Silence & { readonly about: string; readonly lasts: boolean };

export const silenceCommand: Command = {
  name: 'silence',
  usage: '<service|pattern> --for 2h --reason "…" | end <id>',
  says: 'keeps alarms of a service, or alarms by name, quiet for a while',
  about: [
    'Alarms that fit open nothing and page nobody. What still fires when the silence ends pages at that moment.',
    'A pattern may hold * for any characters: "db-*". It lasts 7 days at most. An incident that is open goes on paging.',
  ],
  flags: {
    for: { type: 'string', value: '2h', says: 'how long: 30m, 2h, 3d' },
    reason: { type: 'string', says: 'why (internal)' },
    account: { type: 'string', value: '<id>', says: 'only alarms of this account' },
    source: { type: 'string', value: '…', says: 'only alarms from this source: aws.cloudwatch' },
  },
  mostWords: 2,
  run: async (call) => {
    const [what, id] = call.words;
    if (what === undefined)
      throw new UsageMistake('silence wants a service or a pattern: npx tocsin silence checkout --for 2h --reason "…"');
    if (what === 'end') {
      if (id === undefined) throw new UsageMistake('silence end wants an id. See: npx tocsin silences');
      const { api } = await call.open();
      return told(call, await api.post<SilenceAnswer>(`/silences/${encodeURIComponent(id)}/end`, {}));
    }
    if (id !== undefined) throw new UsageMistake(`silence does not know what to do with "${id}".`);
    const lasts = readDuration(written(call, 'for', 'how long shall it last'));
    const reason = written(call, 'reason', 'why is it quiet');
    const { api } = await call.open();
    const said = { what, lasts, reason, account: text(call, 'account'), source: text(call, 'source') };
    told(call, await api.post<SilenceAnswer>('/silences', said));
  },
};

export const silencesCommand: Command = {
  name: 'silences',
  usage: '[--all]',
  says: 'lists the silences',
  about: [],
  flags: { all: { type: 'boolean', says: 'those of the last 30 days that ended, too' } },
  mostWords: 0,
  run: async (call) => {
    const { api } = await call.open();
    const all = call.flags['all'] === true;
    const { silences } = await api.get<{ silences: readonly SilenceRow[] }>(`/silences${all ? '?all=1' : ''}`);
    const lines = silences.flatMap((row) => linesOf(row, call.terminal.timeZone));
    answer(call, silences, lines.length > 0 ? lines : ['Nothing is silenced.']);
  },
};

function linesOf({ id, about, until, reason, by, endedAt, endedBy, lasts }: SilenceRow, timeZone: string): string[] {
  const at = (time: string) => `${clockTimeWithZone(time, timeZone)} ${dayIn(time, timeZone)}`;
  const end = endedAt === undefined ? '' : `, ended ${at(endedAt)} by ${endedBy?.name ?? 'somebody'}`;
  return [`${id}  ${about}, ${lasts ? 'until' : 'was until'} ${at(until)}${end}`, `  ${by.name}: ${reason}`];
}

function told(call: Call, outcome: SilenceAnswer): void {
  answer(call, outcome, (outcome.done ?? outcome.already ?? 'Done.').split('\n'));
}
