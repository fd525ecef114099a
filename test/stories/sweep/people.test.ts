import { acknowledged } from './canonical-stories';
import { everyKind, firstCalls } from './fault-plan';
import { describeSweep } from './sweep-tests';

/** Every kind of call that Tocsin makes, wrong in every way. */
describeSweep(acknowledged, 100, (seen) => everyKind(firstCalls(seen)));
