import type { WebhookSource } from '../../domain/webhook-source';
import type { AlertBus, Count, Log, SourceSecrets } from '../ports';
import type { RateLimit } from './rate-limit';

/** What the intake of webhooks needs of the world. */
export interface ReceiveWebhook {
  readonly sources: readonly WebhookSource[];
  /** The ids of the jobs that report. */
  readonly heartbeats: readonly string[];
  readonly secrets: SourceSecrets;
  readonly alertBus: AlertBus;
  readonly rate: RateLimit;
  /** A key for a trigger that brings none. */
  readonly newDedupKey: () => string;
  readonly log: Log;
  readonly count: Count;
}
