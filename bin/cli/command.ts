import type { CommandApi } from './command-api';
import type { LocalStack } from './local-stack';
import { UsageMistake } from './mistakes';
import type { Target } from './target';
import type { Terminal } from './terminal';

/** A flag of a command, as the help tells it. */
export interface Flag {
  readonly type: 'string' | 'boolean';
  readonly says: string;
  /** What stands for its value in the help: `--reason "…"`. */
  readonly value?: string;
}

/** One command of the command line. */
export interface Command {
  readonly name: string;
  /** What follows the name: `[<incident>] --reason "…"`. */
  readonly usage: string;
  /** What it does, in one line. */
  readonly says: string;
  /** What a person should know before using it, in lines. */
  readonly about: readonly string[];
  readonly flags: Readonly<Record<string, Flag>>;
  /** How many words it takes at most, besides its flags. */
  readonly mostWords: number;
  /** Throws `Refused` or `UsageMistake`; returning means that it is done. */
  readonly run: (call: Call) => Promise<void>;
}

/** A command as it was called. */
export interface Call {
  readonly words: readonly string[];
  readonly flags: Readonly<Record<string, string | boolean | undefined>>;
  /** Machines listen: only JSON on stdout. */
  readonly json: boolean;
  readonly terminal: Terminal;
  /** Finds the stack, and names it on stderr. */
  readonly open: () => Promise<Session>;
  /** The same, for a command that acts on this machine alone. */
  readonly openLocal: () => Promise<LocalSession>;
}

/** A stack that was found, and its command API. */
export interface Session {
  readonly target: Target;
  readonly api: CommandApi;
}

export interface LocalSession extends Session {
  readonly stack: LocalStack;
}

/** The text behind a flag, or undefined when it was not given. */
export function text(call: Call, flag: string): string | undefined {
  const value = call.flags[flag];
  return typeof value === 'string' ? value : undefined;
}

/** The text behind a flag that says what it must say. */
export function written(call: Call, flag: string, why: string): string {
  const value = text(call, flag)?.trim();
  if (value === undefined || value === '') throw new UsageMistake(`--${flag} "…" is missing: ${why}.`);
  return value;
}

/** What a command answers: JSON for machines, else the lines. */
export function answer(call: Call, value: unknown, lines: readonly string[]): void {
  if (call.json) call.terminal.out(JSON.stringify(value, undefined, 2));
  else lines.forEach(call.terminal.out);
}
