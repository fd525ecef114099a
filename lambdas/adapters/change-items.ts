import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { Change, NoticeChange } from '../../domain/change';
import { allowedIn } from '../../domain/lifecycle';
import type { Instant } from '../../domain/instant';
import type { Notice } from '../../domain/notice';
import type { KeyWrite, Receipt, ServiceWrite } from '../alert-writes';
import {
  alertKey,
  componentKey,
  endedNoticesKept,
  entryItem,
  incidentKey,
  incidentItem,
  messageItem,
  noticeKey,
  receiptItem,
  serviceKey,
  servicesKept,
  updatesKey,
  updatesPerItem,
  versionKey,
} from './incident-items';

export type WriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

const absent = { ConditionExpression: 'attribute_not_exists(pk)' };

/** Everything that one change writes, each item with the condition under which the decision still holds. */
export function changeItems(table: string, change: Change): WriteItem[] {
  return [
    incidentWrite(table, change),
    ...change.entries.map((entry): WriteItem => ({
      Put: { TableName: table, Item: entryItem(change.incident.id, entry), ...absent },
    })),
    ...change.messages.map((message): WriteItem => ({
      Put: { TableName: table, Item: messageItem(message), ...absent },
    })),
    ...(change.notice ? noticeWrites(table, change.notice) : []),
  ];
}

export function receiptWrites(table: string, receipts: readonly Receipt[]): WriteItem[] {
  return receipts.map((receipt) => ({ Put: { TableName: table, Item: receiptItem(receipt), ...absent } }));
}

/** What is known of a key, and, when it goes over to a new incident, the count that the old one keeps. */
export function keyWrites(table: string, write: KeyWrite): WriteItem[] {
  const { before, after, key } = write;
  if (before === undefined || before.incidentId === after.incidentId) return [keyWrite(table, write)];
  const keep: WriteItem = {
    Update: {
      TableName: table,
      Key: incidentKey(before.incidentId),
      UpdateExpression: 'SET keptCounts.#key = :count',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeNames: { '#key': key },
      ExpressionAttributeValues: { ':count': before.count },
    },
  };
  return [keyWrite(table, write), keep];
}

/** A key that is new, or whose incident is past, starts its count anew; otherwise it is added to. */
export function keyWrite(table: string, write: KeyWrite): WriteItem {
  const { before, after, counted } = write;
  const anew = before === undefined || before.incidentId !== after.incidentId;
  const kept = [
    ['severity', after.severity],
    ['lookAgainAt', after.lookAgainAt],
    ['lateAt', after.lateAt],
  ].filter(([, value]) => value !== undefined);
  const known = before
    ? {
        ConditionExpression: 'incidentId = :wasIncident AND #signal = :wasSignal AND changedAt = :wasChangedAt',
        values: { ':wasIncident': before.incidentId, ':wasSignal': before.signal, ':wasChangedAt': before.changedAt },
      }
    : { ...absent, values: {} };
  return {
    Update: {
      TableName: table,
      Key: alertKey(write.key),
      UpdateExpression: `SET incidentId = :incident, #signal = :signal, changedAt = :changedAt, sentAt = :sentAt${kept
        .map(([name]) => `, ${name} = :${name}`)
        .join('')}${anew ? ', #count = :counted' : ' ADD #count :counted'}`,
      ConditionExpression: known.ConditionExpression,
      ExpressionAttributeNames: { '#signal': 'signal', '#count': 'count' },
      ExpressionAttributeValues: {
        ':incident': after.incidentId,
        ':signal': after.signal,
        ':changedAt': after.changedAt,
        ':sentAt': after.sentAt,
        ':counted': counted,
        ...Object.fromEntries(kept.map(([name, value]) => [`:${name}`, value])),
        ...known.values,
      },
    },
  };
}

/** Two incidents of one service that open at once become one: whoever comes second reads again, and joins. */
export function serviceWrite(table: string, { service, before, after }: ServiceWrite): WriteItem {
  const condition = before
    ? {
        ConditionExpression: 'incidentId = :incident AND joinedAt = :joinedAt',
        ExpressionAttributeValues: { ':incident': before.incidentId, ':joinedAt': before.joinedAt },
      }
    : absent;
  const ttl = seconds(after.joinedAt) + servicesKept;
  return { Put: { TableName: table, Item: { ...serviceKey(service), ...after, ttl }, ...condition } };
}

/** The lifecycle's own table is the condition: the version that was read, in a status in which this may happen. */
function incidentWrite(table: string, change: Change): WriteItem {
  const Item = incidentItem(change.incident);
  if (change.transition === 'open' || change.expected === undefined)
    return { Put: { TableName: table, Item, ...absent } };
  const from = allowedIn[change.transition];
  return {
    Put: {
      TableName: table,
      Item,
      ConditionExpression: `version = :version AND #status IN (${from.map((_, index) => `:from${index}`).join(', ')})`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: {
        ':version': change.expected,
        ...Object.fromEntries(from.map((status, index) => [`:from${index}`, status])),
      },
    },
  };
}

function noticeWrites(table: string, { notice, opens, update }: NoticeChange): WriteItem[] {
  const endedAt = notice.resolvedAt ?? notice.retractedAt;
  const ttl = endedAt === undefined ? undefined : seconds(endedAt) + endedNoticesKept;
  const condition = opens
    ? absent
    : { ConditionExpression: 'version = :before', ExpressionAttributeValues: { ':before': notice.version - 1 } };
  return [
    {
      Put: { TableName: table, Item: { ...noticeKey(notice.id), notice, version: notice.version, ttl }, ...condition },
    },
    ...updateWrites(table, { notice, opens, update }, ttl),
    ...(notice.component && !endedBefore(notice, update)
      ? [componentWrite(table, notice.component.id, notice.id, endedAt !== undefined)]
      : []),
    {
      Update: {
        TableName: table,
        Key: versionKey,
        UpdateExpression: 'SET changedAt = :now, startedOn = if_not_exists(startedOn, :now) ADD version :one',
        ExpressionAttributeValues: { ':now': notice.changedAt, ':one': 1 },
      },
    },
  ];
}

/** True for one retracted or edited after it was resolved: its component was freed then, and may have another notice by now. */
function endedBefore({ resolvedAt, retractedAt }: Notice, update: NoticeChange['update']): boolean {
  return resolvedAt !== undefined && (retractedAt !== undefined || update?.kind === 'edited');
}

/** Appends what was newly said, and lets all of it expire with the notice, or not. */
function updateWrites(table: string, { notice, update }: NoticeChange, ttl: number | undefined): WriteItem[] {
  const items = Math.ceil(notice.updateCount / updatesPerItem);
  const newest = Math.floor((notice.updateCount - 1) / updatesPerItem);
  const expiry =
    ttl === undefined ? { expression: ' REMOVE #ttl', values: {} } : { expression: '', values: { ':ttl': ttl } };
  const setTtl = ttl === undefined ? '' : '#ttl = :ttl';
  return Array.from({ length: items }, (_, item) => item).flatMap((item): WriteItem[] => {
    const said = update !== undefined && item === newest;
    if (!said && ttl === undefined) return [];
    const set = [said ? '#updates = list_append(if_not_exists(#updates, :none), :said)' : '', setTtl].filter(Boolean);
    return [
      {
        Update: {
          TableName: table,
          Key: updatesKey(notice.id, item * updatesPerItem),
          UpdateExpression: `SET ${set.join(', ')}${expiry.expression}`,
          ExpressionAttributeNames: { ...(said ? { '#updates': 'updates' } : {}), '#ttl': 'ttl' },
          ExpressionAttributeValues: { ...(said ? { ':none': [], ':said': [update] } : {}), ...expiry.values },
        },
      },
    ];
  });
}

/** One open notice per component: a second one cannot be written while the first is open. */
function componentWrite(table: string, component: string, noticeId: string, ended: boolean): WriteItem {
  return {
    Update: {
      TableName: table,
      Key: componentKey(component),
      UpdateExpression: ended ? 'REMOVE openNotice' : 'SET openNotice = :notice',
      ConditionExpression: 'attribute_not_exists(openNotice) OR openNotice = :notice',
      ExpressionAttributeValues: { ':notice': noticeId },
    },
  };
}

function seconds(at: Instant): number {
  return Math.floor(Date.parse(at) / 1_000);
}
