import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Engine, Permission } from '../engine';
import type { ResolvedResource } from '../template/resolved-resource';
import type { Execution } from './execution';
import type { HistoryEvent } from './execution-history';
import { Executions, type StartRequest } from './executions';
import { parseMachine } from './machine';
import { StatesError } from './states-error';
import type { Invoke, StartedExecution } from './task-kind';

/** What Step Functions needs of the rest of the stack. */
export interface StepFunctionsOptions {
  readonly clock: Clock;
  /** Where executions are kept; in memory only when left out. */
  readonly directory?: string;
  /** The whole template: state machines are picked from it. */
  readonly resources: readonly ResolvedResource[];
  /** Runs a function, or starts an execution with the payload `{ name?, input }` through `start`. */
  readonly invoke: Invoke;
  /** Told of every start and end, for EventBridge's "Step Functions Execution Status Change". */
  readonly onStatusChange?: (execution: Execution) => void;
  /** From 0 to 1, for the jitter of retries. */
  readonly random?: () => number;
}

interface ExecutionRequest extends Partial<StartRequest> {
  readonly executionArn?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly statusFilter?: string;
  readonly maxResults?: number;
  readonly nextToken?: string;
  readonly reverseOrder?: boolean;
}

/** Step Functions on one machine: Standard workflows in JSONata and JSONPath, on the stack's clock. */
export class StepFunctionsEngine implements Engine {
  readonly service = 'states';
  private readonly executions: Executions;

  /** @throws Error naming machine, state and field, for a definition that would not run here as it does on AWS */
  constructor({ onStatusChange = () => undefined, random = Math.random, ...options }: StepFunctionsOptions) {
    const machines = options.resources
      .filter(({ type }) => type === 'AWS::StepFunctions::StateMachine')
      .map((resource) => [resource.arn, parseMachine(resource)] as const);
    this.executions = new Executions(new Map(machines), { ...options, onStatusChange, random });
  }

  /** Takes up the executions that an earlier process left running. Call it once their functions can be invoked. */
  resume(): void {
    this.executions.resume();
  }

  /** StartExecution without HTTP; throws the same errors, by their name. */
  start(request: StartRequest): StartedExecution {
    return this.executions.start(request);
  }

  /** Every known execution, newest first. */
  all(): Execution[] {
    return this.executions.all();
  }

  /** An execution's events, oldest first; of one that closed long ago only the first and the last. */
  historyOf(executionArn: string): readonly HistoryEvent[] {
    return this.executions.historyOf(executionArn);
  }

  operationOf(request: ApiRequest): string {
    return request.headers['x-amz-target']?.split('.').pop() ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const { executionArn, stateMachineArn } = inputOf(request);
    return [{ action: `states:${operation}`, resource: executionArn ?? stateMachineArn ?? '*' }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    const perform = this.operations[operation];
    if (!perform) {
      return this.failure(400, 'UnknownOperationException', `The local Step Functions does not know ${operation}`);
    }
    try {
      return answer(200, perform(inputOf(request)));
    } catch (error) {
      if (error instanceof StatesError) return this.failure(400, error.name, error.message);
      throw error;
    }
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return answer(status, { __type: code, message }, { 'x-amzn-errortype': code });
  }

  private readonly operations: Readonly<Record<string, (request: ExecutionRequest) => object>> = {
    StartExecution: (request) => {
      const { executionArn, startDate } = this.start({ ...request, stateMachineArn: request.stateMachineArn ?? '' });
      return { executionArn, startDate: startDate / 1000 };
    },
    StopExecution: ({ executionArn = '', error, cause }) => ({
      stopDate: this.executions.stop(executionArn, { error, cause }).stoppedAt! / 1000,
    }),
    DescribeExecution: ({ executionArn = '' }) => {
      const execution = this.executions.get(executionArn);
      const { input, output, error, cause } = execution;
      return { ...summary(execution), input, output, error, cause };
    },
    ListExecutions: ({ stateMachineArn, statusFilter, ...paging }) => {
      const fitting = this.all().filter(
        ({ machineArn, status }) => machineArn === stateMachineArn && (!statusFilter || status === statusFilter),
      );
      const { items, nextToken } = page(fitting.map(summary), paging);
      return { executions: items, nextToken };
    },
    GetExecutionHistory: ({ executionArn = '', reverseOrder = false, ...paging }) => {
      const events = this.executions.historyOf(executionArn).map(({ at, type }, index) => ({
        timestamp: at / 1000,
        type,
        id: index + 1,
        previousEventId: index,
      }));
      const { items, nextToken } = page(reverseOrder ? events.reverse() : events, paging);
      return { events: items, nextToken };
    },
  };
}

function summary({ arn, machineArn, name, status, startedAt, stoppedAt }: Execution): object {
  const stopDate = stoppedAt === undefined ? undefined : stoppedAt / 1000;
  return { executionArn: arn, stateMachineArn: machineArn, name, status, startDate: startedAt / 1000, stopDate };
}

/** A page of at most `maxResults`; the token is where the next one begins. */
function page<T>(all: readonly T[], { maxResults, nextToken }: ExecutionRequest): { items: T[]; nextToken?: string } {
  const from = Number(nextToken ?? 0);
  const to = from + (maxResults || 100);
  return { items: all.slice(from, to), ...(to < all.length && { nextToken: String(to) }) };
}

function inputOf(request: ApiRequest): ExecutionRequest {
  return JSON.parse(request.body.toString() || '{}') as ExecutionRequest;
}

function answer(status: number, body: object, headers: Record<string, string> = {}): ApiResponse {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0', ...headers }, body: JSON.stringify(body) };
}
