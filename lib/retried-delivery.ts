import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';

/** EventBridge tries for a day, the longest it can, then leaves the event in the queue given. Stated, because defaults differ by kind of bus. */
export function retriedFor24Hours(deadLetterQueue: IQueue) {
  return { deadLetterQueue, maxEventAge: Duration.hours(24), retryAttempts: 185 };
}
