import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Maintenance } from '../../domain/maintenance';
import type { Override } from '../../domain/override';
import type { Silence } from '../../domain/silence';
import type { ServiceIncident, Situation } from '../../domain/situation';
import type { Situations } from '../ports';
import { situationPartition, withoutKeys } from './incident-items';
import { wholeQuery } from './whole-query';

/** The situation's partition: one item collection, read strongly and whole. Expired items may linger there. */
export function situationTable(client: DynamoDBDocumentClient, table: string): Situations {
  return {
    async now() {
      const items = await wholeQuery(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': situationPartition },
        ConsistentRead: true,
      });
      return situationOf(items);
    },
  };
}

/** The items of the partition as what they mean. */
export function situationOf(items: readonly Record<string, unknown>[]): Situation {
  return {
    services: new Map(named<ServiceIncident>(items, 'SERVICE#')),
    silences: named<Silence>(items, 'SILENCE#').map(([, silence]) => silence),
    maintenances: named<Maintenance>(items, 'MAINTENANCE#').map(([, maintenance]) => maintenance),
    overrides: named<Override>(items, 'OVERRIDE#').map(([, override]) => override),
  };
}

/** The items of one kind, each with what its sort key says after the kind. */
function named<T>(items: readonly Record<string, unknown>[], kind: string): [string, T][] {
  return items
    .filter((item) => (item['sk'] as string).startsWith(kind))
    .map((item) => [(item['sk'] as string).slice(kind.length), withoutKeys<T>(item)]);
}
