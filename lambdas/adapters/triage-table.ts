import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { PutCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TriageItem } from '../../domain/triage';
import type { Triage } from '../ports';
import { triageItemKey, triagePartition, triageWatchKey, withoutKeys } from './incident-items';
import { wholeQuery } from './whole-query';

/** How long a report is kept once it was dealt with, in seconds. */
const dealtWithKept = 30 * 86_400;

/** The incident table as the place where reports wait, and where the next mail about them is promised. */
export function triageTable(client: DynamoDBDocumentClient, table: string): Triage {
  const conditionally = async (command: PutCommand | UpdateCommand): Promise<boolean> => {
    try {
      await client.send(command as UpdateCommand);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    async open() {
      const items = await wholeQuery(client, {
        TableName: table,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'attribute_not_exists(closedAt)',
        ExpressionAttributeValues: { ':pk': triagePartition },
        ConsistentRead: true,
      });
      const reports = items.filter((item) => item['sk'] !== triageWatchKey.sk);
      const watch = items.find((item) => item['sk'] === triageWatchKey.sk);
      return {
        items: reports
          .map((item) => withoutKeys<TriageItem>(item))
          .sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1)),
        lastMailAt: watch?.['lastMailAt'] as string | undefined,
      };
    },

    keep: (item) =>
      conditionally(
        new PutCommand({
          TableName: table,
          Item: { ...triageItemKey(item.id), ...item },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      ),

    async countMore(id) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: triageItemKey(id),
          UpdateExpression: 'ADD more :one',
          ExpressionAttributeValues: { ':one': 1 },
          ConditionExpression: 'attribute_exists(pk)',
        }),
      );
    },

    async promiseMail(dueAt, lastMailAt) {
      const said = lastMailAt === undefined ? '' : ', lastMailAt = :last';
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: triageWatchKey,
          UpdateExpression:
            dueAt === undefined ? 'REMOVE openKind, nextActionAt' : `SET openKind = :open, nextActionAt = :due${said}`,
          ...(dueAt === undefined
            ? {}
            : {
                ExpressionAttributeValues: {
                  ':open': 'OPEN',
                  ':due': dueAt,
                  ...(lastMailAt === undefined ? {} : { ':last': lastMailAt }),
                },
              }),
        }),
      );
    },

    close: (id, { at, by, outcome }) =>
      conditionally(
        new UpdateCommand({
          TableName: table,
          Key: triageItemKey(id),
          UpdateExpression: 'SET closedAt = :at, closedBy = :by, outcome = :outcome, #ttl = :ttl',
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(closedAt)',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: {
            ':at': at,
            ':by': by,
            ':outcome': outcome,
            ':ttl': Math.floor(Date.parse(at) / 1_000) + dealtWithKept,
          },
        }),
      ),
  };
}
