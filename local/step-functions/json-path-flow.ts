import { ruleHolds } from './choice-rule';
import type { DataFlow } from './data-flow';
import type { State } from './definition';
import { atTimestamp, inSeconds } from './duration';
import { parsePath, withValueAt } from './json-path';
import { filled, referred } from './payload-template';
import { found } from './reference';
import type { Outcome, Scope } from './scope';
import { StatesError } from './states-error';

type Assigned = Readonly<Record<string, unknown>>;

/** JSONPath: InputPath and Parameters in; ResultSelector, ResultPath, OutputPath and Assign out. */
export const jsonPathFlow: DataFlow = {
  taskInput: async (state, scope) => effectiveInput(state, scope),
  timeoutSeconds: async (state, scope) => {
    const { TimeoutSecondsPath, TimeoutSeconds } = state;
    return (TimeoutSecondsPath ? found(TimeoutSecondsPath, inputOf(state, scope), scope) : TimeoutSeconds) as number;
  },
  wakeAt: async (state, scope) => {
    const { SecondsPath, TimestampPath } = state;
    const at = (path: string): unknown => found(path, inputOf(state, scope), scope);
    if (SecondsPath) return inSeconds(at(SecondsPath), scope.now);
    if (state.Seconds !== undefined) return inSeconds(state.Seconds, scope.now);
    return atTimestamp(TimestampPath ? at(TimestampPath) : state.Timestamp);
  },
  choose: async (state, scope) => {
    const input = inputOf(state, scope);
    const rule = (state.Choices ?? []).find((candidate) => ruleHolds(candidate, input, scope));
    const next = rule?.Next ?? state.Default;
    if (next === undefined) throw new StatesError('States.NoChoiceMatched', 'No rule matched, and no Default');
    return { ...through(state, input, input, scope, rule ? rule.Assign : state.Assign), next };
  },
  taskOutcome: async (state, scope, result) => merged(state, scope, result),
  outcome: async (state, scope) => {
    if (state.Type === 'Pass') {
      return merged(state, scope, 'Result' in state ? state.Result : effectiveInput(state, scope));
    }
    const input = inputOf(state, scope);
    return through(state, input, input, scope, state.Assign);
  },
  caught: async (catcher, scope, error) => {
    const errorOutput = { Error: error.name, Cause: error.message };
    const output = placed(catcher.ResultPath, scope.input, errorOutput);
    return { output, assign: filled(catcher.Assign ?? {}, errorOutput, scope) as Assigned, next: catcher.Next };
  },
  failure: async ({ Error, ErrorPath, Cause, CausePath }, scope) => {
    const text = (path: string | undefined, literal = ''): string =>
      path ? String(referred(path, scope.input, scope)) : literal;
    return new StatesError(text(ErrorPath, Error), text(CausePath, Cause));
  },
};

/** A path of null stands for an empty object, a missing one for the whole. */
function selected(path: string | null | undefined, value: unknown, scope: Scope): unknown {
  if (path === null) return {};
  return path === undefined ? value : found(path, value, scope);
}

function inputOf(state: State, scope: Scope): unknown {
  return selected(state.InputPath, scope.input, scope);
}

function effectiveInput(state: State, scope: Scope): unknown {
  const input = inputOf(state, scope);
  return state.Parameters === undefined ? input : filled(state.Parameters, input, scope);
}

/** In Assign, `$` is the result as the task answered it, before ResultSelector. */
function merged(state: State, scope: Scope, result: unknown): Outcome {
  const chosen = state.ResultSelector === undefined ? result : filled(state.ResultSelector, result, scope);
  return through(state, placed(state.ResultPath, scope.input, chosen), result, scope, state.Assign);
}

function through(state: State, value: unknown, root: unknown, scope: Scope, assign: Assigned = {}): Outcome {
  return { output: selected(state.OutputPath, value, scope), assign: filled(assign, root, scope) as Assigned };
}

/** A ResultPath of null drops the result, a missing one lets it replace the input. */
function placed(path: string | null | undefined, input: unknown, result: unknown): unknown {
  if (path === null) return input;
  if (path === undefined) return result;
  try {
    return withValueAt(input, parsePath(path, 'ResultPath'), result);
  } catch (error) {
    throw new StatesError('States.ResultPathMatchFailure', (error as Error).message);
  }
}
