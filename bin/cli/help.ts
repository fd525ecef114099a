import { flagsOfAll } from './arguments';
import type { Command, Flag } from './command';

/** The help for everything. */
export function helpForAll(commands: readonly Command[]): string[] {
  return [
    'Tocsin: alarms come in, people are paged, customers are told.',
    '',
    'Usage: npx tocsin <command>',
    '',
    ...table(commands.map(({ name, says }) => [name, says])),
    '',
    'Every command takes',
    ...table(flagLines(flagsOfAll)),
    '',
    'Where it acts, and its first line on stderr says it: --endpoint, else TOCSIN_ENDPOINT, else the local stack that runs',
    'from this folder (npm start), else the stack "Tocsin" of the AWS account that you are signed in to.',
    '[<incident>] may be left out when exactly one is open.',
    'Exit code: 0 done, 1 refused (the reason is on stderr), 2 not understood.',
    'More about one: npx tocsin <command> --help',
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

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([first]) => first.length));
  return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`);
}
