import { createInterface } from 'node:readline/promises';
import { printable } from './printable';

/** Where a command reads and writes, so that a test can look on. */
export interface Terminal {
  /** A line on stdout: what was asked for. */
  readonly out: (line: string) => void;
  /** A line on stderr: everything said besides. */
  readonly err: (line: string) => void;
  /** True when a person sits in front of it. */
  readonly interactive: boolean;
  /** Asks that person; answers what they typed. */
  readonly ask: (question: string) => Promise<string>;
  /** The IANA zone in which times are told. */
  readonly timeZone: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The folder it was called from. */
  readonly folder: string;
  /** Waits this many real milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** The terminal that this process runs in. */
export function processTerminal(): Terminal {
  // `tocsin list | head` closes the pipe early: that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    out: (line) => void process.stdout.write(printable(`${line}\n`)),
    err: (line) => void process.stderr.write(`${printable(line)}\n`),
    interactive: process.stdin.isTTY && process.stderr.isTTY,
    ask: askOnStderr,
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    environment: process.env,
    folder: process.cwd(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

async function askOnStderr(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await lines.question(printable(question));
  } finally {
    lines.close();
  }
}
