import { PutCommand, QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { ChangeNote } from '../../domain/alert';
import { day, instant } from '../../domain/instant';
import type { ChangeFeed } from '../ports';
import { changeKey, changePartition, changesKept } from './incident-items';

/** Looks through no more of one day than this. */
const mostOfADay = 100;

/** The incident table as the place where changes are noted, a partition for each day of UTC. */
export function changeTable(client: DynamoDBDocumentClient, table: string): ChangeFeed {
  return {
    async keep(note) {
      const ttl = Math.floor(Date.parse(note.at) / 1_000) + changesKept;
      await client.send(new PutCommand({ TableName: table, Item: { ...changeKey(note.at, note.id), note, ttl } }));
    },

    async between(from, to) {
      const notes: ChangeNote[] = [];
      for (let at = Date.parse(to); instant(at).slice(0, 10) >= from.slice(0, 10); at -= day) {
        const { Items } = await client.send(
          new QueryCommand({
            TableName: table,
            KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
            ExpressionAttributeValues: { ':pk': changePartition(instant(at)), ':from': from, ':to': `${to}~` },
            ScanIndexForward: false,
            Limit: mostOfADay,
          }),
        );
        notes.push(...(Items ?? []).map((item) => item['note'] as ChangeNote));
      }
      return notes;
    },
  };
}
