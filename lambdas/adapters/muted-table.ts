import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { KeptAlert, SuppressedAlert } from '../../domain/quiet';
import type { MutedAlerts } from '../quiet-ports';
import { mutedKey, receiptsKept, withoutKeys } from './incident-items';
import { wholeQuery } from './whole-query';
import { batchGet } from './incident-table';

/** The most that is listed at once. */
const mostListed = 500;

type MutedItem = KeptAlert & Omit<SuppressedAlert, keyof KeptAlert> & { readonly openKind?: string };

/**
 * The incident table as the place where alerts wait for the end of their quiet: in the index that the auditor looks
 * through while they do, and for a while in the list of what was suppressed.
 */
export function mutedTable(client: DynamoDBDocumentClient, table: string): MutedAlerts {
  const update = async (key: string, expression: object): Promise<boolean> => {
    try {
      await client.send(
        new UpdateCommand({ TableName: table, Key: mutedKey(key), UpdateExpression: '', ...expression }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const waiting = async (): Promise<string[]> => {
    const items = await wholeQuery(client, {
      TableName: table,
      IndexName: 'open',
      KeyConditionExpression: 'openKind = :open',
      ExpressionAttributeValues: { ':open': 'OPEN' },
    });
    return items.flatMap(({ pk }) => /^MUTED#(.*)$/.exec(pk as string)?.[1] ?? []);
  };

  return {
    async keep(key, kept) {
      const ttl = Math.floor(Date.parse(kept.until) / 1_000) + receiptsKept;
      const values = { ...kept, openKind: 'OPEN', nextActionAt: kept.until, listKind: 'SUPPRESSED', ttl };
      const set = Object.entries({ ...values, openedAt: kept.keptAt }).filter(([, value]) => value !== undefined);
      const gone = ['endedAt', 'ended', ...(kept.quietId === undefined ? ['quietId'] : [])];
      await update(key, {
        UpdateExpression: `SET ${set.map(([name]) => `#${name} = :${name}`).join(', ')} REMOVE ${gone.join(', ')} ADD times :one`,
        ExpressionAttributeNames: Object.fromEntries(set.map(([name]) => [`#${name}`, name])),
        ExpressionAttributeValues: {
          ...Object.fromEntries(set.map(([name, value]) => [`:${name}`, value])),
          ':one': 1,
        },
      });
    },

    async waiting(key) {
      const answer = await client.send(new GetCommand({ TableName: table, Key: mutedKey(key), ConsistentRead: true }));
      const item = answer.Item as MutedItem | undefined;
      return item?.openKind === undefined ? undefined : { event: item.event, times: item.times };
    },

    async lastKept(key) {
      const answer = await client.send(new GetCommand({ TableName: table, Key: mutedKey(key), ConsistentRead: true }));
      return (answer.Item as MutedItem | undefined)?.changedAt;
    },

    async released(key, times, at) {
      await update(key, {
        UpdateExpression: 'SET endedAt = :at, ended = :ended REMOVE openKind, nextActionAt',
        ConditionExpression: 'attribute_exists(openKind) AND times = :times',
        ExpressionAttributeValues: { ':at': at, ':ended': 'it was taken in again', ':times': times },
      });
    },

    async forget(key, okAt, at) {
      await update(key, {
        UpdateExpression: 'SET endedAt = :at, ended = :ended REMOVE openKind, nextActionAt',
        ConditionExpression: 'attribute_exists(openKind) AND changedAt <= :okAt',
        ExpressionAttributeValues: { ':at': at, ':ended': 'it was OK', ':okAt': okAt },
      });
    },

    async keptBy(quietId) {
      const items = await batchGet(client, table, (await waiting()).map(mutedKey));
      return items
        .filter((item) => item['quietId'] === quietId && item['openKind'] !== undefined)
        .map((item) => ({ key: (item['pk'] as string).slice('MUTED#'.length), name: item['name'] as string }));
    },

    async suppressed(since) {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'byTime',
          KeyConditionExpression: 'listKind = :kind AND openedAt >= :since',
          ExpressionAttributeValues: { ':kind': 'SUPPRESSED', ':since': since },
          ScanIndexForward: false,
          Limit: mostListed,
        }),
      );
      const keys = (page.Items ?? []).map(({ pk, sk }) => ({ pk: pk as string, sk: sk as string }));
      const items = (await batchGet(client, table, keys)).map((item) => withoutKeys<MutedItem>(item));
      return items
        .map(({ event: _event, ...rest }): SuppressedAlert => rest)
        .sort((one, other) => other.keptAt.localeCompare(one.keptAt) || one.name.localeCompare(other.name));
    },
  };
}
