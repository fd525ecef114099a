import { format } from 'node:util';
import type { Clock } from '../clock';

const KEPT_LINES = 2000;

/** What a function printed: the newest 2,000 lines, with the clock's time. Printed too when TOCSIN_DEBUG is set. */
export class FunctionLogs {
  private kept: string[] = [];

  constructor(
    private readonly functionName: string,
    private readonly clock: Clock,
  ) {}

  lines(): readonly string[] {
    return this.kept;
  }

  write(text: string): void {
    const line = text.replace(/\n$/, '');
    this.kept.push(line);
    if (this.kept.length > KEPT_LINES) this.kept = this.kept.slice(-KEPT_LINES / 2);
    if (process.env.TOCSIN_DEBUG) {
      process.stderr.write(`${new Date(this.clock.now()).toISOString()} ${this.functionName} ${line}\n`);
    }
  }

  /** A console for the function; every method writes one entry. */
  console(): Console {
    const print = (...values: unknown[]) => this.write(format(...values));
    return { ...console, log: print, info: print, warn: print, error: print, debug: print, trace: print };
  }

  /** A stand-in for `process.stdout` and `process.stderr`. */
  stream(): Pick<NodeJS.WriteStream, 'write'> {
    return {
      write: (chunk: string | Uint8Array) => {
        this.write(Buffer.from(chunk).toString());
        return true;
      },
    };
  }
}
