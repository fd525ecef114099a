import { clockTime } from '../../domain/zoned-time';
import { Refused } from './mistakes';
import type { Terminal } from './terminal';

/** Tells a story line by line, at the pace of a reader. */
export class Narrator {
  constructor(
    private readonly say: (line: string) => void,
    private readonly terminal: Pick<Terminal, 'timeZone' | 'pause'>,
    private readonly pace: number,
  ) {}

  /** A line with the time at which it happens, on the local clock. */
  async tell(at: Date | string, line: string): Promise<void> {
    const time = typeof at === 'string' ? at : at.toISOString();
    await this.remark(`${clockTime(time, this.terminal.timeZone)}  ${line}`);
  }

  /** A line between the times. */
  async remark(line: string): Promise<void> {
    this.say(line);
    if (this.pace > 0) await this.terminal.pause(this.pace);
  }

  /**
   * Waits until something can be seen, ten seconds at most.
   * @throws Refused that names what did not come.
   */
  async until<T>(what: string, seen: () => Promise<T | undefined>): Promise<T> {
    for (let left = 50; left > 0; left--) {
      const found = await seen();
      if (found !== undefined) return found;
      await this.terminal.pause(200);
    }
    throw new Refused(`The demo waited 10 seconds for ${what}, and it did not come. What there is: npx tocsin show`);
  }
}
