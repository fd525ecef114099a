import type { DataFlow } from './data-flow';
import { atTimestamp, inSeconds } from './duration';
import { evaluated } from './jsonata-expression';
import type { Outcome, Scope } from './scope';
import { StatesError } from './states-error';

interface Giving {
  readonly Output?: unknown;
  readonly Assign?: Readonly<Record<string, unknown>>;
}

/** JSONata: Arguments in, Output and Assign out; where there is no Output the state's result goes on as it is. */
export const jsonataFlow: DataFlow = {
  taskInput: async (state, scope) => ('Arguments' in state ? evaluated(state.Arguments, scope) : scope.input),
  timeoutSeconds: async (state, scope) => (await evaluated(state.TimeoutSeconds, scope)) as number | undefined,
  wakeAt: async (state, scope) => {
    if (state.Seconds !== undefined) return inSeconds(await evaluated(state.Seconds, scope), scope.now);
    return atTimestamp(await evaluated(state.Timestamp, scope));
  },
  choose: async (state, scope) => {
    for (const rule of state.Choices ?? []) {
      if ((await evaluated(rule.Condition, scope)) !== true) continue;
      return { ...(await given(rule, scope, scope.input)), next: rule.Next };
    }
    if (state.Default === undefined) throw new StatesError('States.NoChoiceMatched', 'No rule matched, and no Default');
    return { ...(await given(state, scope, scope.input)), next: state.Default };
  },
  taskOutcome: (state, scope, result) => given(state, scope, result, { result }),
  outcome: (state, scope) => given(state, scope, scope.input),
  caught: async (catcher, scope, error) => {
    const errorOutput = { Error: error.name, Cause: error.message };
    return { ...(await given(catcher, scope, errorOutput, { errorOutput })), next: catcher.Next };
  },
  failure: async (state, scope) =>
    new StatesError(
      String(await evaluated(state.Error ?? '', scope)),
      String(await evaluated(state.Cause ?? '', scope)),
    ),
};

async function given(
  from: Giving,
  scope: Scope,
  otherwise: unknown,
  states: Readonly<Record<string, unknown>> = {},
): Promise<Outcome> {
  const output = 'Output' in from ? await evaluated(from.Output, scope, states) : otherwise;
  const assign = from.Assign ? await evaluated(from.Assign, scope, states) : {};
  return { output, assign: assign as Readonly<Record<string, unknown>> };
}
