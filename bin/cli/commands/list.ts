import { cut, oneLine } from '../../../domain/texts/plain';
import { clockTime } from '../../../domain/zoned-time';
import { answer, type Command } from '../command';
import { rowForMachines, type IncidentRow } from '../incident-shapes';
import { dayIn } from '../times';

export const listCommand: Command = {
  name: 'list',
  usage: '[--all]',
  says: 'lists the open incidents',
  about: [],
  flags: { all: { type: 'boolean', says: 'those that are over, too' } },
  mostWords: 0,
  run: async (call) => {
    const { api } = await call.open();
    const all = call.flags['all'] === true;
    const rows = await api.incidents({ all });
    answer(call, rows.map(rowForMachines), linesOf(rows, call.terminal.timeZone, all));
  },
};

function linesOf(rows: readonly IncidentRow[], timeZone: string, all: boolean): string[] {
  if (rows.length === 0) return [all ? 'There has been no incident.' : 'No incident is open.'];
  const heads = ['ID', 'SEVERITY', 'STATUS', 'OPENED', 'WHO HAS IT', 'SERVICE', 'TITLE'];
  const cells = rows.map((row) => [
    row.id,
    row.severity,
    row.status,
    `${clockTime(row.openedAt, timeZone)} ${dayIn(row.openedAt, timeZone)}`,
    row.acknowledgedBy ?? (row.resolvedAt ? '' : `nobody${row.level > 0 ? `, level ${row.level}` : ''}`),
    row.service ?? '',
    `${cut(oneLine(row.title), 60)}${row.alertCount > 1 ? ` (${row.alertCount} alerts)` : ''}`,
  ]);
  const widths = heads.map((_, column) => Math.max(...[heads, ...cells].map((line) => line[column]!.length)));
  return [heads, ...cells].map((line) =>
    line
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd(),
  );
}
