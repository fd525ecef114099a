import type { Row } from './figure';

const headings: Row = { figure: 'figure', measured: 'measured', goal: 'goal' };

/** The lines as one table in plain text; `NO` marks a goal that is not met. */
export function table(rows: readonly Row[]): string {
  const cells = [headings, ...rows].map(({ figure, measured, goal = '' }) => [figure, measured, goal] as const);
  const verdicts = ['ok?', ...rows.map(({ ok }) => (ok === undefined ? '' : ok ? 'ok' : 'NO'))];
  const [figures, measured, goals] = [0, 1, 2].map((column) => Math.max(...cells.map((line) => line[column]!.length)));
  const lines = cells.map((line, index) =>
    [line[0].padEnd(figures!), line[1].padStart(measured!), line[2].padStart(goals!), verdicts[index]]
      .join('  ')
      .trimEnd(),
  );
  const rule = '-'.repeat(figures! + measured! + goals! + 9);
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}
