import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { HeartbeatPromise } from '../../domain/heartbeat';
import { plus, type Instant } from '../../domain/instant';
import type { Heartbeats } from '../heartbeats';
import { heartbeatKey, heartbeatPartition, receiptsKept, withoutKeys } from './incident-items';

type Item = Record<string, unknown>;

/** The incident table as the place where jobs' promises to report are kept, in the index that the auditor looks through. */
export function heartbeatTable(client: DynamoDBDocumentClient, table: string): Heartbeats {
  /** Changes one, if the condition holds; where it does not, somebody knows better. */
  const update = async (id: string, UpdateExpression: string, values: Item, ConditionExpression?: string) => {
    const names = UpdateExpression.includes('#ttl') ? { ExpressionAttributeNames: { '#ttl': 'ttl' } } : {};
    const ExpressionAttributeValues = Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {};
    const what = { TableName: table, Key: heartbeatKey(id), UpdateExpression, ConditionExpression };
    try {
      await client.send(new UpdateCommand({ ...what, ...names, ...ExpressionAttributeValues }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  };
  const set = 'SET openKind = :open, nextActionAt = :due, allowed = :allowed';
  const values = (dueAt: Instant, allowed: number) => ({ ':open': 'OPEN', ':due': dueAt, ':allowed': allowed });
  return {
    async all() {
      const { Items } = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': heartbeatPartition },
          ConsistentRead: true,
        }),
      );
      return (Items ?? []).flatMap((item) => promiseOf(item) ?? []);
    },
    async promise(id) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: heartbeatKey(id), ConsistentRead: true }),
      );
      return Item && promiseOf(Item);
    },
    heard: (id, at, allowed) =>
      update(
        id,
        `${set}, lastAt = :at REMOVE #ttl`,
        { ...values(plus(at, allowed), allowed), ':at': at },
        'attribute_not_exists(lastAt) OR lastAt < :at',
      ),
    promised: (id, dueAt, allowed) =>
      update(
        id,
        `${set} REMOVE #ttl`,
        { ...values(dueAt, allowed), ':allowed': allowed },
        'attribute_not_exists(openKind) OR allowed <> :allowed',
      ),
    looked: (id, was, next) =>
      update(id, 'SET nextActionAt = :next', { ':next': next, ':was': was }, 'nextActionAt = :was'),
    retired: (id, at) =>
      update(id, 'SET #ttl = :ttl REMOVE openKind, nextActionAt', {
        ':ttl': Math.floor(Date.parse(at) / 1_000) + receiptsKept,
      }),
  };
}

/** One that was retired promises nothing any more. */
function promiseOf(item: Item): HeartbeatPromise | undefined {
  if (item['openKind'] === undefined) return undefined;
  const { allowed, lastAt } = withoutKeys<Pick<HeartbeatPromise, 'allowed' | 'lastAt'>>(item);
  const id = (item['sk'] as string).slice('HEARTBEAT#'.length);
  return { id, dueAt: item['nextActionAt'] as Instant, lastAt, allowed };
}
