import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import { DurableMap } from '../durable-map';

/** What a target is given. `roleArn` is set where a role delivers rather than EventBridge itself. */
export interface DeliveryTarget {
  readonly arn: string;
  readonly ruleArn: string;
  readonly roleArn?: string;
  readonly input: string;
}

/** Hands the input to the target and answers when the target has accepted it. Rejects with a `DeliveryError` to say whether trying again can help. */
export type Deliver = (target: DeliveryTarget) => Promise<void>;

/** Puts a message on a dead-letter queue; attributes are texts. */
export type DeadLetter = (
  queueArn: string,
  body: string,
  attributes: Readonly<Record<string, string>>,
) => Promise<void>;

/** Why a target did not accept an event. Errors without `retryable` are taken as retryable. */
export class DeliveryError extends Error {
  /** @param code as EventBridge names it in ERROR_CODE, e.g. `NO_PERMISSIONS`, `RESOURCE_NOT_FOUND`, `THROTTLING` */
  constructor(
    readonly code: string,
    message: string,
    readonly retryable: boolean,
  ) {
    super(message);
  }
}

/** One event on its way to one target: on disk from the moment PutEvents answers until it is delivered or dead. */
export interface Delivery {
  readonly target: DeliveryTarget;
  /** The event itself, which is what a dead-letter queue gets. */
  readonly event: string;
  readonly deadLetterArn?: string;
  readonly maximumRetryAttempts: number;
  /** Epoch milliseconds after which it is not tried again. */
  readonly until: number;
}

/** An event that reached neither its target nor a dead-letter queue: AWS would have dropped it, too. */
export interface Dropped {
  readonly target: DeliveryTarget;
  readonly reason: string;
}

interface Pending extends Delivery {
  readonly id: string;
  readonly attempts: number;
}

/** Delivers at least once, by the clock, across restarts: retries with growing pauses, then the dead-letter queue. */
export class Deliveries {
  private readonly pending: DurableMap<Pending>;
  private leftOver: Pending[];
  private readonly lost: Dropped[] = [];

  constructor(
    private readonly options: { clock: Clock; directory?: string; deliver: Deliver; deadLetter: DeadLetter },
  ) {
    this.pending = new DurableMap(options.directory, 'event-deliveries');
    this.leftOver = [...this.pending.all()];
  }

  /** Takes up what an earlier run left undelivered. */
  resume(): void {
    for (const delivery of this.leftOver) this.attempt(delivery);
    this.leftOver = [];
  }

  /** Keeps the deliveries and begins them; they are safe when this returns. */
  accept(deliveries: readonly Delivery[]): void {
    const added = deliveries.map((delivery) => ({ ...delivery, id: randomUUID(), attempts: 0 }));
    for (const delivery of added) this.pending.set(delivery.id, delivery);
    for (const delivery of added) this.attempt(delivery);
  }

  /** How many are under way or will be tried again. */
  get waiting(): number {
    return this.pending.size;
  }

  dropped(): readonly Dropped[] {
    return this.lost;
  }

  private attempt(delivery: Pending): void {
    void this.options.clock.call(() => this.attempted(delivery));
  }

  private async attempted(delivery: Pending): Promise<void> {
    try {
      await this.options.deliver(delivery.target);
    } catch (error) {
      const tried = { ...delivery, attempts: delivery.attempts + 1 };
      const exhausted = this.exhausted(tried, error);
      if (exhausted === undefined) {
        this.pending.set(tried.id, tried);
        this.options.clock.at(this.options.clock.now() + pauseMs(tried.attempts), () => this.attempted(tried));
        return;
      }
      await this.bury(tried, error as Partial<DeliveryError>, exhausted);
    }
    this.pending.delete(delivery.id);
  }

  /** Undefined while it is worth trying again; else the condition that ended it, empty for an error that is final in itself. */
  private exhausted(delivery: Pending, error: unknown): string | undefined {
    if ((error as Partial<DeliveryError>).retryable === false) return '';
    if (delivery.attempts > delivery.maximumRetryAttempts) return 'MaximumRetryAttempts';
    const next = this.options.clock.now() + pauseMs(delivery.attempts);
    return next > delivery.until ? 'MaximumEventAgeInSeconds' : undefined;
  }

  /** @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html for the attributes */
  private async bury(delivery: Pending, error: Partial<DeliveryError>, exhausted: string): Promise<void> {
    const { target, deadLetterArn } = delivery;
    const drop = (reason: string): void => void this.lost.push({ target, reason });
    if (deadLetterArn === undefined) return drop(`${error.message}; the target has no dead-letter queue`);
    const attributes = {
      [target.ruleArn.split(':')[2] === 'scheduler' ? 'SCHEDULE_ARN' : 'RULE_ARN']: target.ruleArn,
      TARGET_ARN: target.arn,
      ERROR_CODE: error.code ?? 'SDK_CLIENT_ERROR',
      ERROR_MESSAGE: error.message ?? 'unknown error',
      ...(exhausted && { EXHAUSTED_RETRY_CONDITION: exhausted }),
      RETRY_ATTEMPTS: String(delivery.attempts - 1),
    };
    try {
      await this.options.deadLetter(deadLetterArn, delivery.event, attributes);
    } catch (failed) {
      drop(`${error.message}; nor did ${deadLetterArn} take it: ${(failed as Error).message}`);
    }
  }
}

/** 1 s, 2 s, 4 s … up to 8 minutes: EventBridge's 185 attempts in 24 hours, without its jitter so that runs repeat. */
function pauseMs(attempts: number): number {
  return Math.min(2 ** (attempts - 1), 480) * 1000;
}
