import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { noKnownChannels, type KnownChannels } from '../../domain/channel-audit';
import { nextOfTestPages, noTestPages, type TestPages } from '../../domain/test-page';
import type { ReachStore } from '../reach-ports';
import { channelsKey, testKey, withoutKeys, type Key } from './incident-items';
import { batchGet } from './incident-table';

/** A row of test pages for each person, in the index that the auditor looks through; one item for everybody's channels. */
export function reachTable(client: DynamoDBDocumentClient, table: string): ReachStore {
  const read = async <T>(key: Key): Promise<T | undefined> => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: key, ConsistentRead: true }));
    return Item && withoutKeys<T>(Item);
  };
  const keep = async (key: Key, item: { readonly version: number }, promise: object): Promise<boolean> => {
    try {
      await client.send(
        new PutCommand({
          TableName: table,
          Item: { ...key, ...item, ...promise, version: item.version + 1 },
          ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
          ExpressionAttributeValues: { ':version': item.version },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    tests: async (person) => (await read<TestPages>(testKey(person))) ?? noTestPages,
    async all(people) {
      const items = await batchGet(client, table, [channelsKey, ...people.map(testKey)]);
      const of = ({ pk }: Key) => items.find((item) => item['pk'] === pk);
      const known = of(channelsKey);
      return {
        tests: new Map(
          people.flatMap((person) => {
            const item = of(testKey(person));
            return item ? [[person, withoutKeys<TestPages>(item)] as const] : [];
          }),
        ),
        channels: known ? withoutKeys<KnownChannels>(known) : noKnownChannels,
      };
    },
    keepTests(person, tests) {
      const due = nextOfTestPages(tests);
      return keep(testKey(person), tests, due === undefined ? {} : { openKind: 'OPEN', nextActionAt: due });
    },
    channels: async () => (await read<KnownChannels>(channelsKey)) ?? noKnownChannels,
    keepChannels: (known) => keep(channelsKey, known, {}),
  };
}
