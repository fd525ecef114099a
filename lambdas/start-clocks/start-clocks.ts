import type { ClockName } from '../../domain/incident';
import type { Clocks, Log } from '../ports';

/** The news that a clock is to be started. */
export interface ClockSet {
  readonly incidentId: string;
  readonly clock: ClockName;
  readonly generation: number;
}

/** Starts the clock under its own name, so that this news may come any number of times. */
export async function startClock(
  news: ClockSet,
  { clocks, log }: { readonly clocks: Clocks; readonly log: Log },
): Promise<void> {
  await clocks.start(news.clock, news.incidentId, news.generation);
  log('T400', { incident: news.incidentId, clock: news.clock, generation: news.generation });
}
