import { duplicates, failingAgain, nobodyCame } from './canonical-stories';
import { byTurns, firstCalls, lastCalls } from './fault-plan';
import { describeSweep } from './sweep-tests';

/** The same calls in other stories: the early and the late ones, each in one way. `TOCSIN_SWEEP=all` leaves none out. */
describeSweep(failingAgain, 100, (seen) => [...byTurns(firstCalls(seen)), ...byTurns(lastCalls(seen), 2)]);
describeSweep(nobodyCame, 200, (seen) => byTurns(lastCalls(seen)));
describeSweep(duplicates, 50, (seen) => [...byTurns(firstCalls(seen), 1), ...byTurns(lastCalls(seen), 3)]);
