import { Clock } from '../../../local/clock';
import type { Execution } from '../../../local/step-functions/execution';
import { StepFunctionsEngine } from '../../../local/step-functions/step-functions-engine';
import type { Invoke } from '../../../local/step-functions/task-kind';
import type { ResolvedResource } from '../../../local/template/resolved-resource';

export const START = Date.parse('2026-11-21T03:00:00Z');
export const MACHINE = 'arn:aws:states:eu-central-1:000000000000:stateMachine:Escalation';
export const FUNCTION = 'arn:aws:lambda:eu-central-1:000000000000:function:Escalate';
export const LAMBDA_INVOKE = 'arn:aws:states:::lambda:invoke';
export const START_EXECUTION = 'arn:aws:states:::states:startExecution';

/** A state machine of the template with this definition. */
export function machine(definition: object): ResolvedResource {
  const properties = {
    DefinitionString: JSON.stringify(definition),
    RoleArn: 'arn:aws:iam::000000000000:role/Machine',
  };
  return { logicalId: 'Escalation', type: 'AWS::StepFunctions::StateMachine', ref: MACHINE, arn: MACHINE, properties };
}

/** One call of a function or a machine by a Task, and when it was made, in seconds after the start. */
export interface Call {
  readonly arn: string;
  readonly payload: unknown;
  readonly at: number;
}

/** An engine with one machine on a clock that stands still; `handler` is every function there is. */
export function scene(
  definition: object,
  handler: (payload: never, call: number) => unknown = () => null,
  options: { directory?: string; start?: number } = {},
) {
  const clock = new Clock(options.start ?? START, 0);
  const calls: Call[] = [];
  const changes: Execution['status'][] = [];
  const invoke: Invoke = async (arn, payload) => {
    calls.push({ arn, payload, at: (clock.now() - START) / 1000 });
    return handler(payload as never, calls.length);
  };
  const engine = new StepFunctionsEngine({
    clock,
    directory: options.directory,
    resources: [machine(definition)],
    invoke,
    random: () => 0.5,
    onStatusChange: ({ status }) => void changes.push(status),
  });
  return { clock, calls, changes, engine };
}

/** Runs a definition to its end, at most a day of its clock, and answers how it ended. */
export async function runToEnd(
  definition: object,
  input: unknown = {},
  handler?: (payload: never, call: number) => unknown,
) {
  const { clock, calls, engine } = scene(definition, handler);
  engine.start({ stateMachineArn: MACHINE, name: 'run', input: JSON.stringify(input) });
  await clock.advance(86_400_000);
  const execution = engine.all()[0]!;
  return {
    calls,
    status: execution.status,
    error: execution.error,
    cause: execution.cause,
    output: execution.output === undefined ? undefined : (JSON.parse(execution.output) as unknown),
    seconds: ((execution.stoppedAt ?? Infinity) - START) / 1000,
  };
}

/** A definition with these states, the first of which it starts at. */
export function definition(
  language: 'JSONata' | 'JSONPath',
  States: Record<string, object>,
  rest: object = {},
): object {
  return { QueryLanguage: language, StartAt: Object.keys(States)[0], States, ...rest };
}
