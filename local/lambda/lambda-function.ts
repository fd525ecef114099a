import { randomUUID } from 'node:crypto';
import { devNull } from 'node:os';
import type { Clock } from '../clock';
import { noWayOut } from '../https/no-way-out';
import { REGION } from '../template/place';
import type { ResolvedResource } from '../template/resolved-resource';
import type { FunctionCode } from './assets';
import { FunctionLogs } from './function-logs';
import { loadSandbox, type Sandbox } from './sandbox';

/** How a run ended. `payload` is JSON: the answer, or Lambda's error object. */
export interface Outcome {
  readonly payload: string;
  readonly requestId: string;
  /** Set when the function failed: the error's name as Step Functions and callers see it. */
  readonly errorType?: string;
  readonly errorMessage?: string;
  /** Reserved concurrency was used up: the function did not run. */
  readonly throttled?: boolean;
}

interface FunctionProperties {
  readonly Handler?: string;
  readonly Role?: string;
  readonly Timeout?: number;
  readonly MemorySize?: number;
  readonly ReservedConcurrentExecutions?: number;
  readonly Code?: { readonly S3Key?: string; readonly ZipFile?: string };
  readonly DeadLetterConfig?: { readonly TargetArn?: string };
  readonly Environment?: { readonly Variables?: Readonly<Record<string, string>> };
}

interface FunctionOptions {
  readonly resource: ResolvedResource;
  readonly clock: Clock;
  /** Base URL of the local AWS APIs. */
  readonly endpoint: string;
  readonly codeOf: (logicalId: string, code: NonNullable<FunctionProperties['Code']>, handler: string) => FunctionCode;
}

/** One function of the template. Its code is loaded at the first run; runs at the same time share one container. */
export class LambdaFunction {
  readonly name: string;
  readonly arn: string;
  readonly properties: FunctionProperties;
  readonly logs: FunctionLogs;
  private sandbox: Sandbox | undefined;
  private running = 0;
  private readonly dying = new Set<() => void>();

  constructor(private readonly options: FunctionOptions) {
    this.arn = options.resource.arn;
    this.name = this.arn.split(':').at(-1)!;
    this.properties = options.resource.properties;
    this.logs = new FunctionLogs(this.name, options.clock);
  }

  /** The access key id its calls are signed with. */
  get accessKeyId(): string {
    return this.options.resource.logicalId;
  }

  /** Runs the handler to its end or its time-out by the clock. Never rejects: a failure is an outcome. */
  async run(event: string): Promise<Outcome> {
    const requestId = randomUUID();
    if (this.running >= (this.properties.ReservedConcurrentExecutions ?? Infinity)) {
      return { requestId, throttled: true, ...failure('TooManyRequestsException', 'Rate Exceeded.') };
    }
    this.running++;
    try {
      return await this.options.clock.handler(() => this.raceTimeout(event, requestId));
    } finally {
      this.running--;
    }
  }

  /** Every run of now fails, as when its process dies; what it asked of AWS is never answered. */
  crash(): void {
    this.reset();
    for (const die of this.dying) die();
  }

  /** Drops the loaded code: the next run is a cold start. */
  reset(): void {
    this.sandbox?.dispose();
    this.sandbox = undefined;
  }

  private raceTimeout(event: string, requestId: string): Promise<Outcome> {
    const { clock } = this.options;
    const seconds = this.properties.Timeout ?? 3;
    const deadline = clock.now() + seconds * 1000;
    return new Promise((resolve) => {
      const die = () =>
        end({ requestId, ...failure('Runtime.ExitError', `RequestId: ${requestId} Error: Runtime exited`) });
      const end = (outcome: Outcome) => {
        cancel();
        this.dying.delete(die);
        resolve(outcome);
      };
      this.dying.add(die);
      const cancel = clock.at(deadline, () => {
        // Lambda kills the container of a run that times out; here others may share it, then it is only left behind.
        if (this.running === 1) this.reset();
        this.sandbox = undefined;
        const at = new Date(clock.now()).toISOString();
        end({
          requestId,
          ...failure('Sandbox.Timedout', `${at} ${requestId} Task timed out after ${seconds.toFixed(2)} seconds`),
        });
      });
      void this.attempt(event, requestId, deadline).then(end);
    });
  }

  private async attempt(event: string, requestId: string, deadline: number): Promise<Outcome> {
    try {
      this.sandbox ??= this.load();
      const result = await this.sandbox.call(event, this.context(requestId, deadline));
      return { requestId, payload: JSON.stringify(result ?? null) };
    } catch (error) {
      const { name = 'Error', message = String(error), stack = '' } = (error ?? {}) as Partial<Error>;
      this.logs.write(`Invoke Error ${stack || message}`);
      return { requestId, ...failure(name, message, stack.split('\n')) };
    }
  }

  private load(): Sandbox {
    const { resource, clock, codeOf } = this.options;
    const handler = this.properties.Handler ?? 'index.handler';
    const { text, file } = codeOf(resource.logicalId, this.properties.Code ?? {}, handler);
    return loadSandbox({
      code: text,
      file,
      exportName: handler.split('.').at(-1)!,
      environment: this.environment(),
      instead: noWayOut(this.options.endpoint, this.accessKeyId),
      clock,
      logs: this.logs,
    });
  }

  private environment(): Record<string, string> {
    return {
      ...this.properties.Environment?.Variables,
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_ENDPOINT_URL: this.options.endpoint,
      AWS_ACCESS_KEY_ID: this.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
      AWS_LAMBDA_FUNCTION_NAME: this.name,
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(this.properties.MemorySize ?? 128),
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${this.name}`,
      TZ: ':UTC',
    };
  }

  private context(requestId: string, deadline: number): object {
    return {
      functionName: this.name,
      functionVersion: '$LATEST',
      invokedFunctionArn: this.arn,
      memoryLimitInMB: String(this.properties.MemorySize ?? 128),
      awsRequestId: requestId,
      logGroupName: `/aws/lambda/${this.name}`,
      logStreamName: 'local',
      callbackWaitsForEmptyEventLoop: true,
      getRemainingTimeInMillis: () => Math.max(0, deadline - this.options.clock.now()),
    };
  }
}

function failure(errorType: string, errorMessage: string, trace?: string[]): Omit<Outcome, 'requestId'> {
  return { errorType, errorMessage, payload: JSON.stringify({ errorType, errorMessage, ...(trace && { trace }) }) };
}
