import { PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ShiftFeedback } from '../../domain/shift-feedback';
import type { FeedbackStore } from '../on-call-ports';
import { onCallPartition, withoutKeys } from './incident-items';
import { wholeQuery } from './whole-query';

/** How long what people said about their shifts is kept, in seconds: a trend looks back twice as far as a report. */
const feedbackKept = 400 * 86_400;

/** What people said about their shifts, in the order of time. */
export function feedbackTable(client: DynamoDBDocumentClient, table: string): FeedbackStore {
  return {
    async keep(feedback) {
      const { at, by } = feedback;
      const Item = {
        ...{ pk: onCallPartition, sk: `FEEDBACK#${at}#${by}` },
        ...feedback,
        ttl: Math.floor(Date.parse(at) / 1_000) + feedbackKept,
      };
      await client.send(new PutCommand({ TableName: table, Item }));
    },

    async since(at) {
      const items = await wholeQuery(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': onCallPartition, ':from': `FEEDBACK#${at}`, ':to': 'FEEDBACK#~' },
        ConsistentRead: true,
      });
      return items.map((item) => withoutKeys<ShiftFeedback>(item));
    },
  };
}
