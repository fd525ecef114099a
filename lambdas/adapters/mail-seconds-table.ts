import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { MailSeconds } from '../mail-pace';
import { mailsKey } from './incident-items';

/** In each second of the clock: no two of them together exceed the ten from which AWS ends subscriptions. */
export const mailsPerSecond = 5;

/** A step that nobody else can have taken meanwhile; the three together leave no state without one. */
const steps = [
  { set: 'SET #second = :now, taken = :one', when: 'attribute_not_exists(pk) OR #second < :now' },
  { set: 'SET taken = taken + :one', when: '#second >= :now AND taken < :most' },
  { set: 'SET #second = #second + :one, taken = :one', when: '#second >= :now AND taken >= :most' },
] as const;

/** One row for the whole account: the last second that was shared out, and how much of it. One call in calm weather. */
export function mailSecondsTable(client: DynamoDBDocumentClient, table: string): MailSeconds {
  const attempt = async ({ set, when }: (typeof steps)[number], now: number): Promise<number | undefined> => {
    try {
      // A value that no expression names is refused.
      const most = when.includes(':most') ? { ':most': mailsPerSecond } : {};
      const { Attributes } = await client.send(
        new UpdateCommand({
          TableName: table,
          Key: mailsKey,
          UpdateExpression: set,
          ConditionExpression: when,
          ExpressionAttributeNames: { '#second': 'second' },
          ExpressionAttributeValues: { ':now': now, ':one': 1, ...most },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return Number(Attributes?.['second']);
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  return {
    async take(now) {
      for (let round = 0; round < 3; round++)
        for (const step of steps) {
          const second = await attempt(step, now);
          if (second !== undefined) return second;
        }
      throw new Error('Others kept taking the seconds in which mails may leave.');
    },
  };
}
