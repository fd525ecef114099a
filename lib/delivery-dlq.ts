import type { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { DeadLetterQueue } from './dead-letter-queue';

/** For everything but alerts that could not be delivered: news, runs, stream records, messages to people. */
export class DeliveryDlq extends DeadLetterQueue {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    acknowledge(this, {
      'AwsSolutions-SQS3':
        'A dead-letter queue of rules, subscriptions and functions, which cdk-nag does not look for.',
    });
  }
}
