import { configuration } from '@tocsin/config';
import type { Instant } from '../../domain/instant';
import { noTestPages, withWeekly } from '../../domain/test-page';
import type { ReachStore } from '../reach-ports';

/** Sees to it that each person of the configuration is promised the next test page of the week. */
export interface WeeklyTests {
  /** Once in the life of a container, so also soon after each deployment: promises begin and change as the configuration does. */
  readonly begin: (now: Instant) => Promise<void>;
}

export function weeklyTests(reach: Pick<ReachStore, 'all' | 'keepTests'>): WeeklyTests {
  let begun = false;
  return {
    async begin(now) {
      if (begun) return;
      const { responders, paging = {} } = configuration;
      const { tests } = await reach.all(responders.map(({ id }) => id));
      for (const person of responders) {
        const promised = withWeekly(tests.get(person.id) ?? noTestPages, person, paging, now);
        // Whoever was faster has changed it: the next container looks again.
        if (promised) await reach.keepTests(person.id, promised);
      }
      begun = true;
    },
  };
}
