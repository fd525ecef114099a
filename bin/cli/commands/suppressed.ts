import type { SuppressedAlert } from '../../../domain/quiet';
import { clockTimeWithZone } from '../../../domain/zoned-time';
import { answer, text, type Command } from '../command';
import { readDuration } from '../duration';
import { dayIn } from '../times';

export const suppressedCommand: Command = {
  name: 'suppressed',
  usage: '[--since 24h]',
  says: 'lists what was kept quiet, and why',
  about: [
    'One line for each alarm: when it was last kept quiet, by what, and whether it still waits for the end of that.',
  ],
  flags: { since: { type: 'string', value: '24h', says: 'how far back: 12h, 7d (at most 90d)' } },
  mostWords: 0,
  run: async (call) => {
    const typed = text(call, 'since');
    const hours = readDuration(typed ?? '24h') / 3_600_000;
    const { api } = await call.open();
    const { suppressed } = await api.get<{ suppressed: readonly SuppressedAlert[] }>(`/suppressed?hours=${hours}`);
    const lines = suppressed.flatMap((row) => linesOf(row, call.terminal.timeZone));
    answer(call, suppressed, lines.length > 0 ? lines : [`Nothing was kept quiet in the last ${typed ?? '24h'}.`]);
  },
};

function linesOf({ name, keptAt, until, because, times, ended, endedAt }: SuppressedAlert, timeZone: string): string[] {
  const at = (time: string) => `${clockTimeWithZone(time, timeZone)} ${dayIn(time, timeZone)}`;
  const now = ended === undefined ? `waits until ${at(until)}` : `${ended}, ${at(endedAt ?? until)}`;
  const often = times > 1 ? ` (${times} times)` : '';
  return [`${name}${often}  ${at(keptAt)}: ${now}`, `  ${because}`];
}
