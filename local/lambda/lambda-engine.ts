import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Caller, Engine, Permission } from '../engine';
import type { ChangeRecord } from '../dynamodb/change-feed';
import type { FaultSwitch } from '../faults/fault-switch';
import type { SqsEngine } from '../sqs/sqs-engine';
import { ACCOUNT, REGION } from '../template/place';
import type { ResolvedTemplate } from '../template/resolve';
import type { Assets } from './assets';
import { AsyncInvocations } from './async-invocations';
import { EventSources } from './event-sources';
import type { FailedRun, ToDestination } from './failed-run';
import { LambdaFunction, type Outcome } from './lambda-function';

export interface LambdaOptions {
  readonly clock: Clock;
  readonly directory?: string;
  readonly template: ResolvedTemplate;
  readonly assets: Assets;
  /** Base URL of the local AWS APIs, for the functions. */
  readonly endpoint: string;
  readonly sqs: SqsEngine;
  /** Strikes what event sources deliver. */
  readonly faults: FaultSwitch;
  /** Asked before Lambda polls for a function; records its refusals itself. */
  readonly mayCall: (caller: Caller, permission: Permission) => boolean;
  readonly toDestination: ToDestination;
}

/** Lambda: the template's functions, run from their real bundles, with asynchronous invocations and event sources. */
export class LambdaEngine implements Engine {
  readonly service = 'lambda';
  private readonly functions: ReadonlyMap<string, LambdaFunction>;
  private readonly asynchronous: AsyncInvocations;
  private readonly sources: EventSources;
  private readonly failedRuns: FailedRun[] = [];

  constructor(private readonly options: LambdaOptions) {
    const { clock, endpoint, template, assets } = options;
    const functions = template
      .ofType('AWS::Lambda::Function')
      .map(
        (resource) => new LambdaFunction({ resource, clock, endpoint, codeOf: (...place) => assets.codeOf(...place) }),
      );
    this.functions = new Map(functions.map((one) => [one.name, one]));
    this.asynchronous = new AsyncInvocations({
      ...options,
      functionByName: (name) => this.functions.get(name),
      configs: template.ofType('AWS::Lambda::EventInvokeConfig'),
      run: (target, event) => this.run(target, event, 'async'),
    });
    this.sources = new EventSources({
      ...options,
      mappings: template.ofType('AWS::Lambda::EventSourceMapping'),
      tables: template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'),
      functionByName: (name) => this.function(name),
      run: (target, event, source) => this.run(target, event, source),
    });
  }

  /** Begins to poll and takes up invocations that an earlier process left. Call it when every engine is there. */
  start(): void {
    this.asynchronous.start();
    this.sources.start();
  }

  /** The function of this name, ARN, or ARN with a qualifier. */
  function(name: string): LambdaFunction {
    const plain = name.split(':function:').at(-1)!.split(':')[0]!;
    const found = this.functions.get(plain);
    if (!found) throw new Error(`Function not found: arn:aws:lambda:${REGION}:${ACCOUNT}:function:${plain}`);
    return found;
  }

  all(): readonly LambdaFunction[] {
    return [...this.functions.values()];
  }

  /** Runs a function and waits for its end. Never inside `clock.call`: the handler may wait for the clock. */
  invoke(name: string, event: unknown): Promise<Outcome> {
    return this.run(this.function(name), JSON.stringify(event ?? {}), 'invoke');
  }

  /** Accepts an event for a function and answers at once; it is retried and survives a restart. `event` is JSON. */
  accept(name: string, event: string): string {
    return this.asynchronous.accept(this.function(name), event);
  }

  onTableChange(change: ChangeRecord): void {
    this.sources.accept(change);
  }

  /** How much was accepted for a function and is not yet handled, retries among it. */
  get waiting(): number {
    return this.asynchronous.waiting + this.sources.waiting;
  }

  /** Every run that failed, oldest first. */
  failures(): readonly FailedRun[] {
    return this.failedRuns;
  }

  /** What a function printed, oldest first. */
  logsOf(name: string): readonly string[] {
    return this.function(name).logs.lines();
  }

  /** Ends what a function does now, as if its process had died. */
  crash(accessKeyId: string): void {
    for (const one of this.functions.values()) if (one.accessKeyId === accessKeyId) one.crash();
  }

  /** Drops all loaded code: every function's next run is a cold start. */
  resetContainers(): void {
    for (const one of this.functions.values()) one.reset();
  }

  operationOf(request: ApiRequest): string {
    return /^\/2015-03-31\/functions\/[^/]+\/invocations$/.test(request.path) ? 'Invoke' : 'Unknown';
  }

  permissionsOf(_operation: string, request: ApiRequest): readonly Permission[] {
    return [{ action: 'lambda:InvokeFunction', resource: arnIn(request) }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    if (operation !== 'Invoke')
      return this.failure(
        404,
        'ResourceNotFoundException',
        `The local stack has no Lambda operation at ${request.path}`,
      );
    const target = this.functions.get(arnIn(request).split(':')[6]!);
    if (!target) return this.failure(404, 'ResourceNotFoundException', `Function not found: ${arnIn(request)}`);
    const event = request.body.toString() || '{}';
    const type = request.headers['x-amz-invocation-type'] ?? 'RequestResponse';
    if (type === 'DryRun') return { status: 204 };
    if (type === 'Event') {
      const id = this.asynchronous.accept(target, event);
      return { status: 202, headers: { 'x-amzn-requestid': id } };
    }
    const outcome = await this.run(target, event, 'invoke');
    if (outcome.throttled) return this.failure(429, 'TooManyRequestsException', 'Rate Exceeded.');
    const failed = outcome.errorType !== undefined;
    const headers = {
      'content-type': 'application/json',
      'x-amzn-requestid': outcome.requestId,
      'x-amz-executed-version': '$LATEST',
      ...(failed && { 'x-amz-function-error': 'Unhandled' }),
    };
    return { status: 200, headers, body: outcome.payload };
  }

  failure(status: number, code: string, message: string): ApiResponse {
    return {
      status,
      headers: { 'content-type': 'application/json', 'x-amzn-errortype': code },
      body: JSON.stringify({ Type: status < 500 ? 'User' : 'Service', Message: message }),
    };
  }

  private async run(target: LambdaFunction, event: string, source: string): Promise<Outcome> {
    const outcome = await target.run(event);
    const { errorType, errorMessage = '' } = outcome;
    if (errorType !== undefined) {
      this.failedRuns.push({
        functionName: target.name,
        at: this.options.clock.now(),
        source,
        errorType,
        errorMessage,
      });
    }
    return outcome;
  }
}

/** The ARN that the path names, whether it gives a name or an ARN. */
function arnIn(request: ApiRequest): string {
  const name = request.path.split('/')[3] ?? '';
  return name.startsWith('arn:') ? name : `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}`;
}
