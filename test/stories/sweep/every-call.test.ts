import { acknowledged } from './canonical-stories';
import { firstCalls } from './fault-plan';
import { describeSweep } from './sweep-tests';

/** Every call that Tocsin makes, by caller, service and operation. */
describeSweep(acknowledged, 100, { before: firstCalls, after: firstCalls, twice: firstCalls });
