import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../domain/instant';
import type { ShiftWatch } from '../../domain/shift-watch';
import type { Shifts } from '../shifts';
import type { WriteItem } from './change-items';
import { onCallPartition, withoutKeys, type Key } from './incident-items';

const watchKey: Key = { pk: onCallPartition, sk: 'WATCH' };

/** The incident table as the place where it stands who was on call when people were last told, in the index that the auditor looks through. */
export function shiftTable(client: DynamoDBDocumentClient, table: string): Shifts {
  return {
    async watch() {
      const { Item } = await client.send(new GetCommand({ TableName: table, Key: watchKey, ConsistentRead: true }));
      if (!Item) return undefined;
      const { version, duties = {}, gaps = [], gapsDueAt } = withoutKeys<Partial<ShiftWatch>>(Item);
      // One that nobody has looked with yet: somebody arranged something before the first look.
      return { version: version!, duties, gaps, gapsDueAt: gapsDueAt ?? (Item['nextActionAt'] as Instant) };
    },

    async keep(watch, lookAt) {
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: {
              ...watchKey,
              ...watch,
              version: watch.version + 1,
              openKind: 'OPEN',
              nextActionAt: lookAt,
            },
            ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
            ExpressionAttributeValues: { ':version': watch.version },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}

/** Somebody arranged something: who is on call is looked at now, and not only when a turn ends. */
export function lookSoon(table: string, now: Instant): WriteItem {
  return {
    Update: {
      TableName: table,
      Key: watchKey,
      UpdateExpression: 'SET openKind = :open, nextActionAt = :now ADD version :one',
      ExpressionAttributeValues: { ':open': 'OPEN', ':now': now, ':one': 1 },
    },
  };
}
