/** How an execution stands, in Step Functions' words. */
export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** The last event in the history of an execution that ended so. */
export const ENDING_EVENTS: Readonly<Record<Exclude<ExecutionStatus, 'RUNNING'>, string>> = {
  SUCCEEDED: 'ExecutionSucceeded',
  FAILED: 'ExecutionFailed',
  TIMED_OUT: 'ExecutionTimedOut',
  ABORTED: 'ExecutionAborted',
};

/** Where a running execution stands, with all it needs to go on after a restart. */
export interface Position {
  readonly state: string;
  /** The state's input as it came in. */
  readonly input: unknown;
  /** Epoch milliseconds. */
  readonly enteredAt: number;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Retries made in this state, one count for each of its retriers. */
  readonly retries: readonly number[];
  /** Epoch milliseconds at which a Wait or the pause before a retry ends; undefined while neither is on. */
  readonly wakeAt?: number;
}

/** One execution of a state machine; times in epoch milliseconds, input and output as JSON text. */
export interface Execution {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly input: string;
  readonly startedAt: number;
  readonly status: ExecutionStatus;
  /** Undefined once closed: then only name, status and result are kept. */
  readonly position?: Position;
  readonly stoppedAt?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

/** The context object of the States Language, `$$` in JSONPath and `$states.context` in JSONata. */
export function contextOf(execution: Execution, roleArn: string): object {
  const { position, arn, machineArn, name, input, startedAt } = execution;
  return {
    Execution: {
      Id: arn,
      Input: JSON.parse(input) as unknown,
      Name: name,
      RoleArn: roleArn,
      StartTime: new Date(startedAt).toISOString(),
      RedriveCount: 0,
    },
    State: {
      Name: position?.state,
      EnteredTime: new Date(position?.enteredAt ?? startedAt).toISOString(),
      RetryCount: (position?.retries ?? []).reduce((sum, count) => sum + count, 0),
    },
    StateMachine: { Id: machineArn, Name: machineArn.split(':').pop() },
  };
}
