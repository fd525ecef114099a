import type { Caller } from './engine';
import type { FaultSwitch } from './faults/fault-switch';
import type { LambdaEngine } from './lambda/lambda-engine';
import type { Permissions } from './permissions';
import type { StepFunctionsEngine } from './step-functions/step-functions-engine';

/** Who calls: the execution whose state machine's role is asked. */
interface By {
  readonly executionArn: string;
  readonly roleArn: string;
}

/** The calls that state machines make, with their role's permissions and the faults that strike functions too. */
export class MachineCalls {
  constructor(
    private readonly permissions: Permissions,
    private readonly faults: FaultSwitch,
    private readonly engines: () => { readonly lambda: LambdaEngine; readonly stepFunctions: StepFunctionsEngine },
  ) {}

  /** Runs a function to its end, or starts an execution. Errors carry the name that a Retry or Catch sees. */
  async invoke(resourceArn: string, payload: unknown, { executionArn, roleArn }: By): Promise<unknown> {
    const caller = { accessKeyId: executionArn.split(':')[6] ?? executionArn, roleArn };
    return resourceArn.split(':')[2] === 'lambda'
      ? this.runFunction(caller, resourceArn, payload)
      : this.startExecution(caller, resourceArn, payload as { name?: string; input: string });
  }

  private async runFunction(caller: Caller, functionArn: string, payload: unknown): Promise<unknown> {
    const reason = this.permissions.refusalOf(caller, { action: 'lambda:InvokeFunction', resource: functionArn });
    if (reason !== undefined) throw failure('Lambda.AccessDeniedException', reason);
    const run = async (): Promise<unknown> => {
      const outcome = await this.engines().lambda.invoke(functionArn, payload);
      if (outcome.throttled) throw failure('Lambda.TooManyRequestsException', 'Rate Exceeded.');
      if (outcome.errorType !== undefined) throw failure(outcome.errorType, outcome.errorMessage ?? '');
      return JSON.parse(outcome.payload);
    };
    return this.faults.carryOut(this.faults.meet(caller.accessKeyId, 'lambda', 'Invoke'), run, {
      broken: () => thrown('Lambda.ServiceException', 'Injected fault'),
      throttled: () => thrown('Lambda.TooManyRequestsException', 'Rate exceeded (injected fault)'),
    });
  }

  private async startExecution(
    caller: Caller,
    stateMachineArn: string,
    request: { name?: string; input: string },
  ): Promise<unknown> {
    const reason = this.permissions.refusalOf(caller, { action: 'states:StartExecution', resource: stateMachineArn });
    if (reason !== undefined) throw failure('AccessDeniedException', reason);
    const run = async () => this.engines().stepFunctions.start({ ...request, stateMachineArn });
    return this.faults.carryOut(this.faults.meet(caller.accessKeyId, 'states', 'StartExecution'), run, {
      broken: () => thrown('InternalServerException', 'Injected fault'),
      throttled: () => thrown('ThrottlingException', 'Rate exceeded (injected fault)'),
    });
  }
}

function failure(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}

function thrown(name: string, message: string): never {
  throw failure(name, message);
}
