import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  type DynamoDBDocumentClient,
} from '@aws-sdk/lib-dynamodb';
import type { KnownKey } from '../../domain/alert-arrival';
import type { Incident } from '../../domain/incident';
import type { Notice } from '../../domain/notice';
import { withEdits, type NoticeSaying } from '../../domain/notice-edits';
import type { TimelineEntry } from '../../domain/timeline';
import type { AlertWrites } from '../alert-writes';
import type { IncidentReader, IncidentStore, WriteResult } from '../ports';
import { changeItems, keyWrites, receiptWrites, serviceWrite, type WriteItem } from './change-items';
import type { SpeakerRows } from './speaker-rows';
import { alertKey, componentKey, incidentKey, noticeKey, withoutKeys, type Key } from './incident-items';

/** The incident table as the place where incidents are read and decisions written, which take along who spoke. */
export function incidentTable(
  client: DynamoDBDocumentClient,
  table: string,
  speakers?: SpeakerRows,
): IncidentStore & IncidentReader {
  const get = async (key: Key) =>
    (await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }))).Item;

  const store: IncidentStore & IncidentReader = {
    async incident(id) {
      const item = await get(incidentKey(id));
      return item && withoutKeys<Incident>(item);
    },

    async inContext(id, component) {
      const incident = await store.incident(id);
      if (!incident) return undefined;
      const { publicNotice } = incident;
      const own =
        'noticeId' in publicNotice
          ? ((await get(noticeKey(publicNotice.noticeId)))?.['notice'] as Notice | undefined)
          : undefined;
      const about = own?.component?.id ?? ('component' in publicNotice ? publicNotice.component.id : component);
      const openId =
        about === undefined ? undefined : ((await get(componentKey(about)))?.['openNotice'] as string | undefined);
      if (openId === undefined || openId === own?.id)
        return { incident, notice: own, openNotice: openId === undefined ? undefined : own };
      return { incident, notice: own, openNotice: (await get(noticeKey(openId)))?.['notice'] as Notice | undefined };
    },

    async commit(change, alerts) {
      const receipts = receiptWrites(table, alerts?.receipts ?? []);
      const rest = [...changeItems(table, change), ...(alerts ? alertWrites(table, alerts) : [])];
      const besides = alerts ? (speakers?.take(mostBesides) ?? []) : [];
      const puts = besides.map((Item) => ({ Put: { TableName: table, Item } }));
      const result = await transact(client, receipts, [...rest, ...puts]).catch((error: unknown) => {
        speakers?.giveBack(besides);
        throw error;
      });
      if (result !== 'written') speakers?.giveBack(besides);
      return result;
    },

    async list(which) {
      const index =
        which === 'open'
          ? { IndexName: 'open', name: 'openKind', value: 'OPEN' }
          : { IndexName: 'byTime', name: 'listKind', value: 'INCIDENT' };
      const keys: Key[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            IndexName: index.IndexName,
            KeyConditionExpression: '#kind = :kind',
            ExpressionAttributeNames: { '#kind': index.name },
            ExpressionAttributeValues: { ':kind': index.value },
            ScanIndexForward: false,
            ExclusiveStartKey: from,
          }),
        );
        keys.push(
          ...(page.Items ?? [])
            .filter((item) => item['sk'] === 'INCIDENT')
            .map((item) => ({ pk: item['pk'] as string, sk: item['sk'] as string })),
        );
        from = page.LastEvaluatedKey;
      } while (from && keys.length < mostListed);
      const items = await batchGet(client, table, keys.slice(0, mostListed));
      const incidents = items.map((item) => withoutKeys<Incident>(item));
      return incidents
        .filter((incident) => which === 'all' || incident.status !== 'resolved')
        .sort((one, other) => (one.openedAt < other.openedAt ? 1 : -1));
    },

    async alertCounts(incidents) {
      const keys = new Set(incidents.flatMap((incident) => Object.keys(incident.alerts)));
      const items = (await batchGet(client, table, [...keys].map(alertKey))) as unknown as KnownKey[];
      const kept = (incident: Incident) => Object.values(incident.keptCounts).reduce((sum, count) => sum + count, 0);
      const now = (id: string) =>
        items.filter(({ incidentId }) => incidentId === id).reduce((sum, { count }) => sum + count, 0);
      return new Map(incidents.map((incident) => [incident.id, kept(incident) + now(incident.id)]));
    },

    async timeline(id, limit) {
      const entries: TimelineEntry[] = [];
      let from: Record<string, unknown> | undefined;
      do {
        const page = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND begins_with(sk, :entry)',
            ExpressionAttributeValues: { ':pk': incidentKey(id).pk, ':entry': 'ENTRY#' },
            ConsistentRead: true,
            ScanIndexForward: false,
            Limit: limit,
            ExclusiveStartKey: from,
          }),
        );
        entries.push(...(page.Items ?? []).map((item) => withoutKeys<TimelineEntry>(item)));
        from = limit === undefined ? page.LastEvaluatedKey : undefined;
      } while (from);
      return entries
        .reverse()
        .map(({ seq, at, happenedAt, type, by, text }) => ({ seq, at, happenedAt, type, by, text }));
    },

    async saidIn(noticeId) {
      const { pk, sk } = noticeKey(noticeId);
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :said)',
          ExpressionAttributeValues: { ':pk': pk, ':said': `${sk}#` },
          ConsistentRead: true,
        }),
      );
      return withEdits((answer.Items ?? []).flatMap((item) => (item['updates'] ?? []) as NoticeSaying[]));
    },
  };
  return store;
}

function alertWrites(table: string, { key, others = [], service }: AlertWrites): WriteItem[] {
  return [
    ...[key, ...others].flatMap((write) => keyWrites(table, write)),
    ...(service ? [serviceWrite(table, service)] : []),
  ];
}

const mostListed = 500;
/** So many speakers come along with a decision: each can lose a race, and the decision with it. */
const mostBesides = 3;

/** @param receipts come first, so that their reasons can be told from the others' */
async function transact(
  client: DynamoDBDocumentClient,
  receipts: WriteItem[],
  rest: WriteItem[],
): Promise<WriteResult> {
  try {
    await client.send(new TransactWriteCommand({ TransactItems: [...receipts, ...rest] }));
    return 'written';
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code }) => Code ?? 'None');
    if (reasons.slice(0, receipts.length).includes('ConditionalCheckFailed')) return 'seen-before';
    if (reasons.every((code) => code === 'None' || code === 'ConditionalCheckFailed' || code === 'TransactionConflict'))
      return 'lost-race';
    throw error;
  }
}

/** Reads any number of items, strongly, a hundred a call; what a throttled call leaves over is asked for again. */
export async function batchGet(
  client: DynamoDBDocumentClient,
  table: string,
  keys: readonly Key[],
): Promise<Record<string, unknown>[]> {
  const found: Record<string, unknown>[] = [];
  for (let start = 0; start < keys.length; start += 100) {
    let request: Record<string, { Keys: Key[]; ConsistentRead: true }> | undefined = {
      [table]: { Keys: keys.slice(start, start + 100), ConsistentRead: true },
    };
    while (request) {
      const answer = await client.send(new BatchGetCommand({ RequestItems: request }));
      found.push(...(answer.Responses?.[table] ?? []));
      const left = answer.UnprocessedKeys?.[table]?.Keys as Key[] | undefined;
      request = left && left.length > 0 ? { [table]: { Keys: left, ConsistentRead: true } } : undefined;
    }
  }
  return found;
}
