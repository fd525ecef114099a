import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MutedAlerts } from '../ports';
import { mutedKey, receiptsKept } from './incident-items';

/** The incident table as the place where muted alarms wait for the end of their mute, in the index that the auditor looks through. */
export function mutedTable(client: DynamoDBDocumentClient, table: string): MutedAlerts {
  return {
    async keep(key, event, until) {
      const ttl = Math.floor(Date.parse(until) / 1_000) + receiptsKept;
      const Item = { ...mutedKey(key), event, openKind: 'OPEN', nextActionAt: until, ttl };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    async event(key) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: mutedKey(key), ConsistentRead: true }),
      );
      return Item?.['openKind'] === undefined ? undefined : (Item['event'] as string);
    },

    async forget(key) {
      try {
        await client.send(
          new UpdateCommand({
            TableName: table,
            Key: mutedKey(key),
            UpdateExpression: 'REMOVE openKind, nextActionAt',
            ConditionExpression: 'attribute_exists(openKind)',
          }),
        );
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
  };
}
