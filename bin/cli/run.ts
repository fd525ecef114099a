import { readArguments, splitCommand } from './arguments';
import { openLocalSession, openSession } from './session';
import type { Command } from './command';
import { commandGroups, commands } from './commands';
import { helpFor, helpForAll } from './help';
import { AnswerIsNo, Refused, UsageMistake } from './mistakes';
import { didYouMean } from '../../domain/nearest';
import type { Terminal } from './terminal';

/** Runs what was typed. Answers the exit code: 0 done, 1 refused, 2 not understood. */
export async function run(typed: readonly string[], terminal: Terminal): Promise<number> {
  const json = typed.includes('--json');
  try {
    await carryOut(typed, terminal);
    return 0;
  } catch (error) {
    if (error instanceof UsageMistake) {
      terminal.err(`tocsin: ${error.message}`);
      return 2;
    }
    if (error instanceof Refused) {
      if (json && !(error instanceof AnswerIsNo)) terminal.out(JSON.stringify({ refused: error.message }));
      terminal.err(`tocsin: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

async function carryOut(typed: readonly string[], terminal: Terminal): Promise<void> {
  const { name, rest } = splitCommand(typed);
  if (name === undefined) {
    if (!rest.some((word) => word === '--help' || word === '-h'))
      throw new UsageMistake('a command is missing. All of them: npx tocsin --help');
    return helpForAll(commandGroups).forEach(terminal.out);
  }
  if (name === 'help') {
    return (rest[0] === undefined ? helpForAll(commandGroups) : helpFor(commandNamed(rest[0]))).forEach(terminal.out);
  }
  const command = commandNamed(name);
  const { words, flags } = readArguments(command, rest);
  if (flags['help'] === true) return helpFor(command).forEach(terminal.out);
  const endpoint = typeof flags['endpoint'] === 'string' ? flags['endpoint'] : undefined;
  await command.run({
    words,
    flags,
    json: flags['json'] === true,
    terminal,
    open: () => openSession(terminal, endpoint),
    openLocal: () => openLocalSession(terminal, endpoint, command.name),
  });
}

function commandNamed(name: string): Command {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) return command;
  const near = didYouMean(
    name,
    commands.map((candidate) => candidate.name),
  );
  throw new UsageMistake(`there is no command "${name}".${near} All of them: npx tocsin --help`);
}
