import { duplicates, failingAgain, nobodyCame } from './canonical-stories';
import { firstCalls, lastCalls, some } from './fault-plan';
import { describeSweep } from './sweep-tests';

describeSweep(failingAgain, 100, { exhausted: firstCalls });

/** Late calls of long stories, a few in each way: `TOCSIN_SWEEP=all` leaves none out. */
describeSweep(nobodyCame, 200, {
  after: some(lastCalls, 6, 0),
  twice: some(lastCalls, 6, 1),
  exhausted: some(lastCalls, 6, 2),
});
describeSweep(duplicates, 50, {
  after: some(firstCalls, 3, 0),
  twice: some(firstCalls, 3, 1),
  exhausted: some(lastCalls, 3, 2),
});
