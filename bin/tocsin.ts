import { run } from './cli/run';
import { processTerminal } from './cli/terminal';

/** The command line: `npx tocsin <command>`. */
void run(process.argv.slice(2), processTerminal()).then((exitCode) => {
  process.exitCode = exitCode;
});
