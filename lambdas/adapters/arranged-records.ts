import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { WriteItem } from './change-items';
import { withoutKeys } from './incident-items';
import { wholeQuery } from './whole-query';

const day = 86_400;

/** How long what people arranged is listed after its end, in seconds. */
export const endedKept = 30 * day;

/** How long it stays beside what bears on new alerts: expired items may linger there, and are left out by their end. */
export const pastInSituation = day;

/** What people arranged at run time: records of several kinds in one partition, read strongly. */
export interface ArrangedRecords {
  one<T>(kind: string, id: string): Promise<T | undefined>;
  all<T>(kind: string): Promise<T[]>;
  /** Writes all or nothing; false when a condition did not hold any more. */
  write(items: WriteItem[]): Promise<boolean>;
}

/** @param partition where the records stand, each under `<kind>#<id>` */
export function arrangedRecords(client: DynamoDBDocumentClient, table: string, partition: string): ArrangedRecords {
  return {
    async one<T>(kind: string, id: string) {
      const Key = { pk: partition, sk: `${kind}#${id}` };
      const { Item } = await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }));
      return Item && withoutKeys<T>(Item);
    },

    async all<T>(kind: string) {
      const items = await wholeQuery(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
        ExpressionAttributeValues: { ':pk': partition, ':kind': `${kind}#` },
        ConsistentRead: true,
      });
      return items.map((item) => withoutKeys<T>(item));
    },

    async write(items) {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: items }));
        return true;
      } catch (error) {
        if (error instanceof TransactionCanceledException) {
          const codes = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
          if (codes.every((code) => ['None', 'ConditionalCheckFailed', 'TransactionConflict'].includes(code)))
            return false;
        }
        throw error;
      }
    },
  };
}
