import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Incident } from '../../domain/incident';
import type { Message } from '../../domain/message';
import type { Channel } from '../../domain/responder';
import type { Outbox } from '../ports';
import { incidentKey, leaseKey, messageKey, withoutKeys } from './incident-items';
import { batchGet } from './incident-table';

/** The incident table as the outbox: every message is a promise until it is marked. */
export function outboxTable(client: DynamoDBDocumentClient, table: string): Outbox {
  const conditionally = async (command: UpdateCommand): Promise<boolean> => {
    try {
      await client.send(command);
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  const mark = (id: string, number: number, set: string, values: Record<string, string>) =>
    client.send(
      new UpdateCommand({
        TableName: table,
        Key: messageKey(id, number),
        UpdateExpression: `SET ${set} REMOVE openKind, nextActionAt`,
        ExpressionAttributeValues: values,
      }),
    );

  return {
    async message(id, number) {
      const items = await batchGet(client, table, [incidentKey(id), messageKey(id, number)]);
      const incident = items.find((item) => item['sk'] === 'INCIDENT');
      const message = items.find((item) => item['sk'] !== 'INCIDENT');
      if (!incident || !message) return undefined;
      return {
        incident: withoutKeys<Incident>(incident),
        message: message['message'] as Message,
        sentAt: message['sentAt'] as string | undefined,
        withheldAt: message['withheldAt'] as string | undefined,
        left: message['left'] as Channel[] | undefined,
      };
    },

    lease: (id, holder, now, until) =>
      conditionally(
        new UpdateCommand({
          TableName: table,
          Key: leaseKey(id),
          UpdateExpression: 'SET holder = :holder, #until = :until',
          ConditionExpression: 'attribute_not_exists(#until) OR #until <= :now OR holder = :holder',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':holder': holder, ':until': until, ':now': now },
        }),
      ),

    async release(id, holder) {
      await conditionally(
        new UpdateCommand({
          TableName: table,
          Key: leaseKey(id),
          UpdateExpression: 'REMOVE #until',
          ConditionExpression: 'holder = :holder',
          ExpressionAttributeNames: { '#until': 'until' },
          ExpressionAttributeValues: { ':holder': holder },
        }),
      );
    },

    async sent(id, number, at) {
      await mark(id, number, 'sentAt = :at', { ':at': at });
    },

    async postponed(id, number, until) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: messageKey(id, number),
          UpdateExpression: 'SET nextActionAt = :until',
          ConditionExpression: 'attribute_exists(openKind)',
          ExpressionAttributeValues: { ':until': until },
        }),
      );
    },

    async partly(id, number, left, until) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: messageKey(id, number),
          UpdateExpression: 'SET #left = :left, nextActionAt = :until',
          ConditionExpression: 'attribute_exists(openKind)',
          ExpressionAttributeNames: { '#left': 'left' },
          ExpressionAttributeValues: { ':left': left, ':until': until },
        }),
      );
    },

    async bundled(id, number, at, { incidentId, number: carrier }) {
      await mark(id, number, 'sentAt = :at, bundledWith = :carrier', {
        ':at': at,
        ':carrier': `${incidentId} ${carrier}`,
      });
    },

    async withheld(id, number, at, why) {
      await mark(id, number, 'withheldAt = :at, withheldBecause = :why', { ':at': at, ':why': why });
    },
  };
}
