import type { Clock } from './clock';
import { DurableMap } from './durable-map';

/** How far the stack's clock is ahead of this machine's; kept with the data, so that time never runs back after a restart. */
export class ClockOffset {
  private readonly kept: DurableMap<number>;

  /** @param directory where the data is; without it nothing is kept */
  constructor(directory?: string) {
    this.kept = new DurableMap(directory, 'clock');
  }

  /** Epoch milliseconds at which the clock should begin, given this machine's time. */
  start(machineNow: number): number {
    return Math.max(machineNow + (this.kept.get('ahead') ?? 0), this.kept.get('latest') ?? 0);
  }

  /** Remembers that the clock shows, or is about to show, this time. */
  note(clockNow: number, machineNow: number): void {
    this.kept.set('ahead', clockNow - machineNow);
    this.kept.set('latest', clockNow);
  }
}

/** Whole minutes that the clock is ahead of this machine's. */
export function minutesAhead(clock: Clock): number {
  return Math.max(0, Math.round((clock.now() - Date.now()) / 60_000));
}
