import type { Terminal } from '../../../bin/cli/terminal';

/** A terminal that remembers what was said, in Berlin, and never waits. */
export class RecordingTerminal implements Terminal {
  readonly said: string[] = [];
  readonly besides: string[] = [];
  readonly asked: string[] = [];
  readonly timeZone = 'Europe/Berlin';
  interactive = false;
  /** What the person types when asked. */
  answer = '';

  constructor(
    readonly folder: string,
    readonly environment: Readonly<Record<string, string | undefined>> = {},
  ) {}

  readonly out = (line: string) => void this.said.push(line);
  readonly err = (line: string) => void this.besides.push(line);
  readonly pause = () => Promise.resolve();
  readonly ask = (question: string) => {
    this.asked.push(question);
    return Promise.resolve(this.answer);
  };
}
