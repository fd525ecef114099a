import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Instant } from '../../domain/instant';
import { isOver, publicPart, type Maintenance } from '../../domain/maintenance';
import { promisedAt } from '../../domain/maintenance-moves';
import type { Silence } from '../../domain/silence';
import type { QuietStore } from '../quiet-ports';
import { arrangedRecords, endedKept, pastInSituation } from './arranged-records';
import type { WriteItem } from './change-items';
import { endedNoticesKept, situationPartition, statusPartition, versionKey, type Key } from './incident-items';

const recordKey = (kind: 'SILENCE' | 'MAINTENANCE', id: string): Key => ({ pk: 'QUIET', sk: `${kind}#${id}` });
const situationKey = (kind: 'SILENCE' | 'MAINTENANCE', id: string): Key => ({
  pk: situationPartition,
  sk: `${kind}#${id}`,
});
const seconds = (at: Instant) => Math.floor(Date.parse(at) / 1_000);

/** What people arranged to be quiet: each once as a record, and once beside whatever bears on a new alert. */
export function quietTable(client: DynamoDBDocumentClient, table: string): QuietStore {
  const records = arrangedRecords(client, table, 'QUIET');
  return {
    silence: (id) => records.one<Silence>('SILENCE', id),
    silences: () => records.all<Silence>('SILENCE'),
    maintenance: (id) => records.one<Maintenance>('MAINTENANCE', id),
    maintenances: () => records.all<Maintenance>('MAINTENANCE'),
    keepSilence: (silence, expected) => records.write(silenceWrites(table, silence, expected)),
    keepMaintenance: (maintenance) => records.write(maintenanceWrites(table, maintenance)),
  };
}

/** One that was ended early is a promise until what it kept quiet was taken in again. */
function silenceWrites(table: string, silence: Silence, expected: 'new' | 'lasts' | 'ended'): WriteItem[] {
  const { id, until, endedAt } = silence;
  const end = seconds(endedAt ?? until);
  const promise = expected === 'lasts' ? { openKind: 'OPEN', nextActionAt: endedAt } : {};
  const conditions = {
    new: 'attribute_not_exists(pk)',
    lasts: 'attribute_exists(pk) AND attribute_not_exists(endedAt)',
    ended: 'attribute_exists(endedAt)',
  };
  return [
    {
      Put: {
        TableName: table,
        Item: { ...recordKey('SILENCE', id), ...silence, ...promise, ttl: end + endedKept },
        ConditionExpression: conditions[expected],
      },
    },
    { Put: { TableName: table, Item: { ...situationKey('SILENCE', id), ...silence, ttl: end + pastInSituation } } },
  ];
}

/** The record under the version that was read, what bears on alerts, and what customers read of it with the page's version. */
function maintenanceWrites(table: string, maintenance: Maintenance): WriteItem[] {
  const { id, version, changedAt } = maintenance;
  const endedAt = isOver(maintenance)
    ? seconds(maintenance.completedAt ?? maintenance.cancelledAt ?? changedAt)
    : undefined;
  const expires = (kept: number) => (endedAt === undefined ? {} : { ttl: endedAt + kept });
  const due = promisedAt(maintenance);
  const promise = due === undefined ? {} : { openKind: 'OPEN', nextActionAt: due };
  const condition =
    version === 1
      ? { ConditionExpression: 'attribute_not_exists(pk)' }
      : {
          ConditionExpression: 'version = :before',
          ExpressionAttributeValues: { ':before': version - 1 },
        };
  return [
    {
      Put: {
        TableName: table,
        Item: { ...recordKey('MAINTENANCE', id), ...maintenance, ...promise, ...expires(endedKept) },
        ...condition,
      },
    },
    {
      Put: {
        TableName: table,
        Item: { ...situationKey('MAINTENANCE', id), ...maintenance, ...expires(pastInSituation) },
      },
    },
    {
      Put: {
        TableName: table,
        Item: {
          pk: statusPartition,
          sk: `MAINTENANCE#${id}`,
          maintenance: publicPart(maintenance),
          ...expires(endedNoticesKept),
        },
      },
    },
    {
      Update: {
        TableName: table,
        Key: versionKey,
        UpdateExpression: 'SET changedAt = :now, startedOn = if_not_exists(startedOn, :now) ADD version :one',
        ExpressionAttributeValues: { ':now': changedAt, ':one': 1 },
      },
    },
  ];
}
