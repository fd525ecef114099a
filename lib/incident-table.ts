import { RemovalPolicy } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  ProjectionType,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { named } from './named';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The truth: incidents, timelines, receipts, notices. Its stream carries the news. No role of the stack may delete from it. */
export class IncidentTable extends TableV2 {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      billing: Billing.onDemand(),
      encryption: TableEncryptionV2.dynamoOwnedKey(),
      timeToLiveAttribute: 'ttl',
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
      globalSecondaryIndexes: [
        // Sparse: only what is open carries `openKind`, so the auditor's query costs what is open, not what ever was.
        {
          indexName: 'open',
          partitionKey: text('openKind'),
          sortKey: text('nextActionAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
        {
          indexName: 'byTime',
          partitionKey: text('listKind'),
          sortKey: text('openedAt'),
          projectionType: ProjectionType.KEYS_ONLY,
        },
      ],
    });
    named(this, id);
  }

  /** The ARN of one of its two indexes. */
  indexArn(index: 'open' | 'byTime'): string {
    return `${this.tableArn}/index/${index}`;
  }
}
