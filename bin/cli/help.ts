import { flagsOfAll } from './arguments';
import type { Command, Flag } from './command';
import type { CommandGroup } from './commands';

/** The help for everything: one screen, so what a command is about stands beside the first of its group. */
export function helpForAll(groups: readonly CommandGroup[]): string[] {
  const rows = groups.flatMap(({ about, commands }) =>
    commands.map(({ name, says }, index) => [index === 0 ? about : '', name, says] as const),
  );
  return [
    'Tocsin: alarms come in, people are paged, customers are told.',
    '',
    'Usage: npx tocsin <command>   (more about one: npx tocsin help <command>)',
    '',
    ...table(rows),
    '',
    "Every command takes --endpoint URL (a local stack's AWS port), --json (only JSON on stdout) and --help.",
    'Where it acts, and its first line on stderr says it: --endpoint, else TOCSIN_ENDPOINT, else the local stack that runs',
    'from this folder (npm start), else the stack "Tocsin" of the AWS account that you are signed in to.',
    '[<incident>] may be left out when exactly one is open.',
    'Exit code: 0 done, 1 refused (the reason is on stderr), 2 not understood.',
  ];
}

/** The help for one command. */
export function helpFor(command: Command): string[] {
  const flags = flagLines(command.flags);
  return [
    `npx tocsin ${command.name} ${command.usage}`.trim(),
    '',
    `${command.name} ${command.says}.`,
    ...command.about,
    ...(flags.length > 0 ? ['', ...table(flags)] : []),
    '',
    ...table(flagLines(flagsOfAll)),
  ];
}

function flagLines(flags: Readonly<Record<string, Flag>>): [string, string][] {
  return Object.entries(flags).map(([name, flag]) => [
    `--${name}${flag.type === 'string' ? ` ${flag.value ?? '"…"'}` : ''}`,
    flag.says,
  ]);
}

/** Rows of equally many cells, each column as wide as its widest cell. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<readonly number[]>(
    (widest, cells) => cells.map((cell, column) => Math.max(cell.length, widest[column] ?? 0)),
    [],
  );
  return rows.map((cells) => `  ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd());
}
