import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { GetCommand, TransactWriteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { endOfSetting, type ComponentSetting, type SettingChange } from '../../domain/component-setting';
import type { ComponentSettings } from '../component-settings';
import type { WriteItem } from './change-items';
import { componentKey, endedNoticesKept, settingKey, versionKey } from './incident-items';

/** What people set by hand: each setting is a row of the public partition, and the component's row knows the last one. */
export function settingTable(client: DynamoDBDocumentClient, table: string): ComponentSettings {
  const get = async (Key: Record<string, unknown>) =>
    (await client.send(new GetCommand({ TableName: table, Key, ConsistentRead: true }))).Item;
  return {
    async last(component) {
      const at = (await get(componentKey(component)))?.['settingAt'] as string | undefined;
      if (at === undefined) return undefined;
      return (await get(settingKey(component, at)))?.['setting'] as ComponentSetting | undefined;
    },

    async commit(change) {
      try {
        await client.send(new TransactWriteCommand({ TransactItems: settingWrites(table, change) }));
        return 'written';
      } catch (error) {
        if (error instanceof TransactionCanceledException) return 'lost-race';
        throw error;
      }
    },
  };
}

function settingWrites(table: string, { component, now, before, ended, next }: SettingChange): WriteItem[] {
  const expected = before === undefined ? 'attribute_not_exists(settingAt)' : 'settingAt = :before';
  return [
    ...[ended, next].filter((setting) => setting !== undefined).map((setting) => settingPut(table, setting)),
    {
      Update: {
        TableName: table,
        Key: componentKey(component),
        UpdateExpression: 'SET settingAt = :at',
        ConditionExpression: expected,
        ExpressionAttributeValues: {
          ':at': next?.at ?? before?.at,
          ...(before === undefined ? {} : { ':before': before.at }),
        },
      },
    },
    {
      Update: {
        TableName: table,
        Key: versionKey,
        UpdateExpression: 'SET changedAt = :now, startedOn = if_not_exists(startedOn, :now) ADD version :one',
        ExpressionAttributeValues: { ':now': now, ':one': 1 },
      },
    },
  ];
}

/** It expires some time after its end; one without an end stays. */
function settingPut(table: string, setting: ComponentSetting): WriteItem {
  const end = endOfSetting(setting);
  const ttl = end === undefined ? {} : { ttl: Math.floor(Date.parse(end) / 1_000) + endedNoticesKept };
  return { Put: { TableName: table, Item: { ...settingKey(setting.component, setting.at), setting, ...ttl } } };
}
