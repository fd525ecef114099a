import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { named } from './named';

/**
 * A queue for what could not be delivered: kept for 14 days, the longest there is, and alarmed at the first message.
 * There are two, shared by all, because each alarm costs money: `AlertDlq` holds alerts, `DeliveryDlq` everything else.
 */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      retentionPeriod: Duration.days(14),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(this, id);
  }
}
