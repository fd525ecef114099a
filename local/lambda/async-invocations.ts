import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { DurableMap } from '../durable-map';
import { soon } from '../soon';
import type { ResolvedResource } from '../template/resolved-resource';
import type { ToDestination } from './failed-run';
import type { LambdaFunction, Outcome } from './lambda-function';

/** An event that was accepted for a function and not yet handled. Times are epoch milliseconds. */
interface PendingInvocation {
  readonly id: string;
  readonly functionName: string;
  readonly event: string;
  readonly acceptedAt: number;
  readonly dueAt: number;
  /** Runs so far that ended in a function error. */
  readonly failed: number;
  readonly throttled: number;
}

/** Wait before the first and the second retry of a function error (Lambda guide, "How Lambda handles errors with asynchronous invocation"). */
const RETRY_AFTER = [60_000, 120_000];
const MAX_THROTTLE_DELAY = 300_000;

interface AsyncOptions {
  readonly clock: Clock;
  readonly directory?: string;
  readonly functionByName: (name: string) => LambdaFunction | undefined;
  /** Runs the function once and records a failure. */
  readonly run: (target: LambdaFunction, event: string) => Promise<Outcome>;
  /** `AWS::Lambda::EventInvokeConfig` resources. */
  readonly configs: readonly ResolvedResource[];
  readonly toDestination: ToDestination;
}

interface InvokeConfig {
  readonly MaximumRetryAttempts?: number;
  readonly MaximumEventAgeInSeconds?: number;
  readonly DestinationConfig?: { readonly OnFailure?: { readonly Destination?: string }; readonly OnSuccess?: unknown };
}

/** Lambda's own queue of events: durable, two retries, then the failure destination. */
export class AsyncInvocations {
  private readonly pending: DurableMap<PendingInvocation>;

  constructor(private readonly options: AsyncOptions) {
    this.pending = new DurableMap(options.directory, 'lambda-async');
    for (const { logicalId, properties } of options.configs) {
      const { DestinationConfig } = properties as InvokeConfig;
      if (DestinationConfig?.OnSuccess) throw new Error(`${logicalId}: the local stack has no OnSuccess destinations`);
    }
  }

  /** How many events were accepted and are not yet handled. */
  get waiting(): number {
    return this.pending.size;
  }

  /** Runs what an earlier process accepted and did not finish. */
  start(): void {
    for (const invocation of this.pending.all()) this.schedule(invocation);
  }

  /** Accepts an event; when this returns it will be run, also after `kill -9`. */
  accept(target: LambdaFunction, event: string): string {
    const now = this.options.clock.now();
    const invocation = {
      id: randomUUID(),
      functionName: target.name,
      event,
      acceptedAt: now,
      dueAt: now,
      failed: 0,
      throttled: 0,
    };
    this.pending.set(invocation.id, invocation);
    this.schedule(invocation);
    return invocation.id;
  }

  private schedule(invocation: PendingInvocation): void {
    const { clock } = this.options;
    const attempt = () => void this.attempt(invocation);
    if (invocation.dueAt <= clock.now()) soon(clock, attempt);
    else clock.at(invocation.dueAt, attempt);
  }

  private async attempt(invocation: PendingInvocation): Promise<void> {
    const { clock, functionByName, run } = this.options;
    const target = functionByName(invocation.functionName);
    if (!target) return this.pending.delete(invocation.id);
    const config = this.configOf(target);
    const maxAge = (config.MaximumEventAgeInSeconds ?? 21_600) * 1000;
    const outcome = await run(target, invocation.event);
    if (outcome.errorType === undefined) return this.pending.delete(invocation.id);
    const failed = invocation.failed + (outcome.throttled ? 0 : 1);
    const throttled = invocation.throttled + (outcome.throttled ? 1 : 0);
    const wait = outcome.throttled
      ? Math.min(1000 * 2 ** (throttled - 1), MAX_THROTTLE_DELAY)
      : RETRY_AFTER[failed - 1];
    const next = { ...invocation, failed, throttled, dueAt: clock.now() + (wait ?? 0) };
    if (!outcome.throttled && failed > (config.MaximumRetryAttempts ?? RETRY_AFTER.length)) {
      return this.giveUp(next, target, config, outcome, 'RetriesExhausted');
    }
    if (next.dueAt > invocation.acceptedAt + maxAge)
      return this.giveUp(next, target, config, outcome, 'EventAgeExceeded');
    this.pending.set(next.id, next);
    this.schedule(next);
  }

  private giveUp(
    invocation: PendingInvocation,
    target: LambdaFunction,
    config: InvokeConfig,
    outcome: Outcome,
    condition: string,
  ): void {
    const { clock, toDestination } = this.options;
    const from = { accessKeyId: target.accessKeyId, roleArn: target.properties.Role ?? '' };
    const destination = config.DestinationConfig?.OnFailure?.Destination;
    if (destination) {
      const record = {
        version: '1.0',
        timestamp: new Date(clock.now()).toISOString(),
        requestContext: {
          requestId: outcome.requestId,
          functionArn: `${target.arn}:$LATEST`,
          condition,
          approximateInvokeCount: invocation.failed,
        },
        requestPayload: JSON.parse(invocation.event) as unknown,
        responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
        responsePayload: JSON.parse(outcome.payload) as unknown,
      };
      toDestination(from, destination, JSON.stringify(record));
    }
    const deadLetters = target.properties.DeadLetterConfig?.TargetArn;
    if (deadLetters) {
      const attributes = {
        RequestID: outcome.requestId,
        ErrorCode: '200',
        ErrorMessage: (outcome.errorMessage ?? '').slice(0, 1024),
      };
      toDestination(from, deadLetters, invocation.event, attributes);
    }
    this.pending.delete(invocation.id);
  }

  private configOf(target: LambdaFunction): InvokeConfig {
    const config = this.options.configs.find(({ properties }) => properties.FunctionName === target.name);
    return config?.properties ?? {};
  }
}
