import type { Catcher, QueryLanguage, State } from './definition';
import { jsonataFlow } from './jsonata-flow';
import { jsonPathFlow } from './json-path-flow';
import type { Outcome, Scope } from './scope';
import type { StatesError } from './states-error';

/** How states take data in and give it out, in one of the two query languages. All reject with a `StatesError`. */
export interface DataFlow {
  /** What a Task is called with. */
  taskInput(state: State, scope: Scope): Promise<unknown>;
  /** How long a Task may take, in seconds; undefined when it may take for ever. */
  timeoutSeconds(state: State, scope: Scope): Promise<number | undefined>;
  /** When a Wait ends, in epoch milliseconds. */
  wakeAt(state: State, scope: Scope): Promise<number>;
  /** Which way a Choice goes. */
  choose(state: State, scope: Scope): Promise<Outcome>;
  /** What a Task that answered `result` gives out. */
  taskOutcome(state: State, scope: Scope, result: unknown): Promise<Outcome>;
  /** What a Pass, Wait or Succeed gives out. */
  outcome(state: State, scope: Scope): Promise<Outcome>;
  /** What a caught error gives out. */
  caught(catcher: Catcher, scope: Scope, error: StatesError): Promise<Outcome>;
  /** The error that a Fail ends with. */
  failure(state: State, scope: Scope): Promise<StatesError>;
}

/** The data flow of each query language. */
export const DATA_FLOWS: Readonly<Record<QueryLanguage, DataFlow>> = { JSONPath: jsonPathFlow, JSONata: jsonataFlow };
