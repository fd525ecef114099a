import { lineOf, type Broken } from './sweep';

/** What a sweep has found so far, told as it goes. */
export class Results {
  readonly counts = { passed: 0, failed: 0 };
  private last = performance.now();

  say(line: string): void {
    process.stdout.write(`${line}\n`);
  }

  /** What did not hold in one run, as soon as it is known, and how to have it happen again. */
  tell(broken: Broken): void {
    this.say(`BROKEN  ${lineOf(broken)}\n    ${broken.what.join('\n    ')}`);
  }

  /** The end of a check that should find nothing. */
  end(what: string, runs: number, broken: readonly Broken[]): void {
    this.count(broken.length === 0);
    const how = broken.length === 0 ? 'ok' : `${broken.length} BROKEN`;
    this.say(`${how}  ${what} (${runs} ${runs === 1 ? 'run' : 'runs'}, ${this.seconds()} s)`);
  }

  /** The end of a check that must find something: a protection was left out. */
  red(what: string, broken: readonly Broken[]): void {
    this.count(broken.length > 0);
    const [first] = broken;
    const how = first ? `ok  red ${what}: ${first.what[0]}` : `NOT RED  ${what}: nothing broke`;
    this.say(`${how} (${this.seconds()} s)`);
  }

  private count(passed: boolean): void {
    if (passed) this.counts.passed++;
    else this.counts.failed++;
  }

  private seconds(): number {
    const since = this.last;
    this.last = performance.now();
    return Math.round((this.last - since) / 1_000);
  }
}
