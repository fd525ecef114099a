import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { endOf, type Override } from '../../domain/override';
import type { OverrideStore } from '../on-call-ports';
import { arrangedRecords, endedKept, pastInSituation } from './arranged-records';
import type { WriteItem } from './change-items';
import { onCallPartition, situationPartition } from './incident-items';
import { lookSoon } from './shift-table';

const conditions = {
  new: 'attribute_not_exists(pk)',
  lasts: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
};

/** Overrides and swaps: each once as a record, and once beside whatever bears on a new alert. */
export function overrideTable(client: DynamoDBDocumentClient, table: string): OverrideStore {
  const records = arrangedRecords(client, table, onCallPartition);
  return {
    override: (id) => records.one<Override>('OVERRIDE', id),
    overrides: () => records.all<Override>('OVERRIDE'),
    keepOverride: (override, expected) => records.write(overrideWrites(table, override, expected)),
  };
}

/** The record under its condition, and what paging reads, both until some time after its end; and whoever comes or goes is told. */
export function overrideWrites(table: string, override: Override, expected: 'new' | 'lasts'): WriteItem[] {
  const sk = `OVERRIDE#${override.id}`;
  const end = Math.floor(Date.parse(endOf(override)) / 1_000);
  return [
    {
      Put: {
        TableName: table,
        Item: { pk: onCallPartition, sk, ...override, ttl: end + endedKept },
        ConditionExpression: conditions[expected],
      },
    },
    { Put: { TableName: table, Item: { pk: situationPartition, sk, ...override, ttl: end + pastInSituation } } },
    lookSoon(table, override.endedAt ?? override.madeAt),
  ];
}
