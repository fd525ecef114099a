import { Clock } from '../../../local/clock';
import { type ChangeRecord } from '../../../local/dynamodb/change-feed';
import { DynamoDbEngine } from '../../../local/dynamodb/dynamodb-engine';
import { type ResolvedTable } from '../../../local/dynamodb/table-description';

/** A table like the product's: a composite key, a sparse index, a stream, a TTL. */
export const INCIDENTS: ResolvedTable = {
  name: 'Incidents',
  arn: 'arn:aws:dynamodb:eu-central-1:000000000000:table/Incidents',
  properties: {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
      { AttributeName: 'open', AttributeType: 'S' },
      { AttributeName: 'nextActionAt', AttributeType: 'N' },
    ],
    GlobalSecondaryIndexes: [
      {
        IndexName: 'overdue',
        KeySchema: [
          { AttributeName: 'open', KeyType: 'HASH' },
          { AttributeName: 'nextActionAt', KeyType: 'RANGE' },
        ],
        Projection: { ProjectionType: 'ALL' },
        WriteOnDemandThroughputSettings: { MaxWriteRequestUnits: 10 },
      },
    ],
    BillingMode: 'PAY_PER_REQUEST',
    StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
    TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
    Replicas: [{ Region: 'eu-central-1', PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }],
  },
};

/** A Saturday noon, standing still until it is wound. */
export const NOON = Date.UTC(2026, 0, 3, 12);

export interface OpenTable {
  readonly engine: DynamoDbEngine;
  readonly clock: Clock;
  readonly changes: ChangeRecord[];
}

/** An open engine with the table `Incidents`, in memory or in a directory. */
export async function openIncidents(directory?: string, table = INCIDENTS): Promise<OpenTable> {
  const clock = new Clock(NOON, 0);
  const changes: ChangeRecord[] = [];
  const engine = new DynamoDbEngine({
    clock,
    directory,
    tables: [table],
    onChange: (change) => void changes.push(change),
  });
  await engine.open();
  return { engine, clock, changes };
}
