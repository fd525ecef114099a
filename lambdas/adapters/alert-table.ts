import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { BatchWriteCommand, GetCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { KnownKey } from '../../domain/alert-arrival';
import type { Receipt } from '../alert-writes';
import type { AlertStore } from '../ports';
import { keyWrite } from './change-items';
import { alertKey, receiptItem, receiptKey, withoutKeys } from './incident-items';
import { batchGet } from './incident-table';
import type { SpeakerRows } from './speaker-rows';

/** The incident table as the place where alerts are counted and their receipts kept, which take along who spoke. */
export function alertTable(client: DynamoDBDocumentClient, table: string, speakers?: SpeakerRows): AlertStore {
  return {
    async known(key) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: alertKey(key), ConsistentRead: true }),
      );
      return Item && withoutKeys<KnownKey>(Item);
    },

    async knownOf(keys) {
      const items = await batchGet(client, table, keys.map(alertKey));
      return new Map(items.map((item) => [(item['pk'] as string).slice('KEY#'.length), withoutKeys<KnownKey>(item)]));
    },

    async repeat(key, alert, severity, counted) {
      const firing = alert.signal === 'firing';
      try {
        const answer = await client.send(
          new UpdateCommand({
            TableName: table,
            Key: alertKey(key),
            UpdateExpression: 'ADD #count :counted',
            ConditionExpression: `#signal = :signal AND changedAt >= :changedAt${firing ? ' AND severity <= :severity AND #count < lookAgainAt' : ''}`,
            ExpressionAttributeNames: { '#signal': 'signal', '#count': 'count' },
            ExpressionAttributeValues: {
              ':signal': alert.signal,
              ':changedAt': alert.changedAt,
              ':counted': counted,
              ...(firing ? { ':severity': severity } : {}),
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { repeated: answer.Attributes as unknown as KnownKey };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return { known: error.Item && (unmarshall(error.Item) as unknown as KnownKey) };
      }
    },

    async keep(write) {
      try {
        await client.send(new UpdateCommand(keyWrite(table, write).Update!));
        return 'written';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'lost-race';
        throw error;
      }
    },

    async receipts(receipts) {
      for (let start = 0; start < receipts.length; start += 25) {
        const some = receipts.slice(start, start + 25);
        await writeAll(client, table, some, speakers?.take(25 - some.length));
      }
    },

    async seen(alertIds) {
      const items = await batchGet(client, table, [...new Set(alertIds)].map(receiptKey));
      return new Set(items.map((item) => (item['pk'] as string).slice('ALERT#'.length)));
    },
  };
}

/** @throws Error when the table keeps leaving some of them unwritten */
async function writeAll(
  client: DynamoDBDocumentClient,
  table: string,
  receipts: readonly Receipt[],
  besides: readonly Record<string, unknown>[] = [],
): Promise<void> {
  const byId = new Map(receipts.map((receipt) => [receipt.alert.id, receipt]));
  const kept = [...byId.values()].map(receiptItem);
  let requests = [...kept, ...besides].map((Item) => ({ PutRequest: { Item } }));
  for (let attempt = 0; requests.length > 0; attempt++) {
    // Only receipts must be written: nothing waits for the rest.
    if (attempt > 0)
      requests = requests.filter(({ PutRequest }) => !besides.some(({ sk }) => sk === PutRequest.Item['sk']));
    if (requests.length === 0) return;
    if (attempt === 5) throw new Error(`${requests.length} receipts could not be written: the table is throttled.`);
    const answer = await client.send(new BatchWriteCommand({ RequestItems: { [table]: requests } }));
    requests = (answer.UnprocessedItems?.[table] ?? []) as typeof requests;
  }
}
