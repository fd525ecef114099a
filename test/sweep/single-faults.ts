import { firstCalls, kindsAt, lastCalls, nameOf, type Strike } from './fault-plan';
import type { KnownStory } from './random-faults';

/** One call of one story that goes wrong. */
export interface PlannedStrike {
  readonly story: string;
  readonly strike: Strike;
}

/** What goes wrong where a call is made last, with all that was done before: a failure that nobody retries, and a death. */
const late: readonly Strike['kind'][] = ['exhausted', 'crash', 'lost'];

/**
 * Every call that any story makes, by caller, service and operation, in every way in which it can go wrong; and the last
 * one of each once more, in the ways that cost most.
 * @param all strikes every single call of every story
 */
export function singleFaults(stories: readonly KnownStory[], all = false): PlannedStrike[] {
  const known = new Set<string>();
  return stories.flatMap(({ story, sites, functions }) => {
    const strikesAt = (site: Strike['site']) =>
      kindsAt(site, functions).map((kind) => ({ story, strike: { site, kind } }));
    if (all) return sites.flatMap(strikesAt);
    const fresh = firstCalls(sites).filter((site) => !known.has(nameOf(site)));
    for (const site of fresh) known.add(nameOf(site));
    const names = fresh.map(nameOf);
    const again = lastCalls(sites).filter((site) => names.includes(nameOf(site)) && !fresh.includes(site));
    return [
      ...fresh.flatMap(strikesAt),
      ...again.flatMap(strikesAt).filter(({ strike }) => late.includes(strike.kind)),
    ];
  });
}
