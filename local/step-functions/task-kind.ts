import { StatesError } from './states-error';

/** Runs what a Task names: a function (answers what it returned) or a state machine (answers `StartedExecution`). The core checks the role's permission. */
export type Invoke = (
  resourceArn: string,
  payload: unknown,
  by: { readonly executionArn: string; readonly roleArn: string },
) => Promise<unknown>;

/** What starting an execution answers; `startDate` in epoch milliseconds. */
export interface StartedExecution {
  readonly executionArn: string;
  readonly startDate: number;
}

/** One way in which a Task's Resource is carried out. */
export interface TaskKind {
  /** History events are `<prefix>Scheduled`, `<prefix>Started`, `<prefix>Succeeded`, … */
  readonly events: 'Task' | 'LambdaFunction';
  /** The members that its Arguments or Parameters may have; undefined when they go to the function as they are. */
  readonly members?: readonly string[];
  run(input: unknown, invoke: (resourceArn: string, payload: unknown) => Promise<unknown>): Promise<unknown>;
}

/** How to carry out this Resource, or undefined when the local stack cannot. */
export function taskKindOf(resource: string): TaskKind | undefined {
  if (/^arn:[^:]+:lambda:[^:]+:\d+:function:[^:]+(:[^:]+)?$/.test(resource)) {
    return { events: 'LambdaFunction', run: (input, invoke) => invoke(resource, input) };
  }
  const integration = /^arn:[^:]+:states:::(.+)$/.exec(resource)?.[1];
  return integration === undefined ? undefined : INTEGRATIONS[integration];
}

const INTEGRATIONS: Readonly<Record<string, TaskKind>> = {
  'lambda:invoke': {
    events: 'Task',
    members: ['FunctionName', 'Payload'],
    run: async (input, invoke) => {
      const { FunctionName, Payload = {} } = input as { FunctionName: string; Payload?: unknown };
      return { ExecutedVersion: '$LATEST', StatusCode: 200, Payload: (await invoke(FunctionName, Payload)) ?? null };
    },
  },
  'states:startExecution': startExecution('StepFunctions'),
  'aws-sdk:sfn:startExecution': startExecution('Sfn'),
};

/** Step Functions puts the integration's name before an error's, and `Exception` after it: `Sfn.ExecutionAlreadyExistsException`. */
function startExecution(prefix: string): TaskKind {
  return {
    events: 'Task',
    members: ['StateMachineArn', 'Name', 'Input'],
    run: async (input, invoke) => {
      const {
        StateMachineArn,
        Name,
        Input = {},
      } = input as { StateMachineArn: string; Name?: string; Input?: unknown };
      const text = typeof Input === 'string' ? Input : JSON.stringify(Input);
      try {
        const started = (await invoke(StateMachineArn, { name: Name, input: text })) as StartedExecution;
        return { ExecutionArn: started.executionArn, StartDate: new Date(started.startDate).toISOString() };
      } catch (error) {
        const { name, message } = error as Error;
        if (name.includes('.')) throw error;
        throw new StatesError(`${prefix}.${name.endsWith('Exception') ? name : `${name}Exception`}`, message);
      }
    },
  };
}
