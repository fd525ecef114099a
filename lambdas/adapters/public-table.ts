import { GetCommand, QueryCommand, UpdateCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { endOfSetting, type ComponentSetting } from '../../domain/component-setting';
import type { PublicMaintenance } from '../../domain/maintenance';
import type { Notice, NoticeWithUpdates } from '../../domain/notice';
import { withEdits, type NoticeSaying } from '../../domain/notice-edits';
import type { Instant } from '../../domain/instant';
import type { PublicVersion } from '../../domain/status-page';
import type { PublicRecord } from '../ports';
import { settingKeyPrefix, statusPartition, versionKey } from './incident-items';

/** The public partition: one item collection, read strongly and whole. Expired items may linger there; they are left out by their end. */
export function publicTable(client: DynamoDBDocumentClient, table: string): PublicRecord {
  return {
    async snapshot(since) {
      const items: Record<string, unknown>[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk',
            ExpressionAttributeValues: { ':pk': statusPartition },
            ConsistentRead: true,
            ExclusiveStartKey: from,
          }),
        );
        items.push(...(page.Items ?? []));
        from = page.LastEvaluatedKey;
      } while (from);
      const version = items.find((item) => item['sk'] === versionKey.sk) as PublicVersion | undefined;
      if (!version) return undefined;
      const { version: number, startedOn, changedAt } = version;
      const notices = noticesOf(items).filter(
        ({ notice }) => (notice.resolvedAt ?? notice.retractedAt ?? since) >= since,
      );
      const settings = items
        .filter((item) => (item['sk'] as string).startsWith(settingKeyPrefix))
        .map((item) => item['setting'] as ComponentSetting)
        .filter((setting) => (endOfSetting(setting) ?? since) >= since);
      return { version: number, startedOn, changedAt, notices, settings, maintenances: maintenancesOf(items, since) };
    },

    async version() {
      const answer = await client.send(new GetCommand({ TableName: table, Key: versionKey, ConsistentRead: true }));
      return answer.Item as PublicVersion | undefined;
    },

    async begin(at) {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: versionKey,
          UpdateExpression:
            'SET startedOn = if_not_exists(startedOn, :at), changedAt = if_not_exists(changedAt, :at), version = if_not_exists(version, :one)',
          ExpressionAttributeValues: { ':at': at, ':one': 1 },
        }),
      );
    },
  };
}

/** Notices with their updates, which the sort order puts right behind them. */
function noticesOf(items: readonly Record<string, unknown>[]): NoticeWithUpdates[] {
  const notices = new Map<string, { notice: Notice; said: NoticeSaying[] }>();
  for (const item of items) {
    const [kind, id = '', part] = (item['sk'] as string).split('#');
    if (kind !== 'NOTICE') continue;
    if (part === undefined) notices.set(id, { notice: item['notice'] as Notice, said: [] });
    else notices.get(id)?.said.push(...((item['updates'] ?? []) as NoticeSaying[]));
  }
  return [...notices.values()].map(({ notice, said }) => ({ notice, updates: withEdits(said) }));
}

/** Those that are not over, and those that ended since. */
function maintenancesOf(items: readonly Record<string, unknown>[], since: Instant): PublicMaintenance[] {
  return items
    .filter((item) => (item['sk'] as string).startsWith('MAINTENANCE#'))
    .map((item) => item['maintenance'] as PublicMaintenance)
    .filter(({ completedAt, cancelledAt }) => (completedAt ?? cancelledAt ?? since) >= since);
}
