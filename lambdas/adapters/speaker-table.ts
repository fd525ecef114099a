import { BatchWriteCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { LastWord } from '../../domain/speaker';
import type { Speakers } from '../speakers';
import { speakerPartition, withoutKeys } from './incident-items';
import { SpeakerRows } from './speaker-rows';

/** The incident table as the place where it stands who last spoke when. @param rows shared with the adapters that take them along */
export function speakerTable(client: DynamoDBDocumentClient, table: string, rows = new SpeakerRows()): Speakers {
  return {
    heard: (word, now) => rows.heard(word, now),

    async flush() {
      const items = rows.takeAll();
      const chunks = Array.from({ length: Math.ceil(items.length / 25) }, (_, n) => items.slice(25 * n, 25 * n + 25));
      // What is lost here is written when the speaker speaks again.
      await Promise.allSettled(
        chunks.map((chunk) => {
          const puts = chunk.map((Item) => ({ PutRequest: { Item } }));
          return client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
        }),
      );
    },

    async all() {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': speakerPartition },
        }),
      );
      return (Items ?? []).map((item) => withoutKeys<LastWord>(item));
    },
  };
}
