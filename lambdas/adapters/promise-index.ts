import { QueryCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Overdue, PromiseIndex } from '../ports';

/** The most that one audit re-drives; the next one takes the rest. */
const mostAtOnce = 500;

/** The sparse index of open promises: only what is open is in it, so that an audit costs what burns, not what ever burnt. */
export function promiseIndex(client: DynamoDBDocumentClient, table: string): PromiseIndex {
  return {
    async overdue(before) {
      const answer = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'open',
          KeyConditionExpression: 'openKind = :open AND nextActionAt <= :before',
          ExpressionAttributeValues: { ':open': 'OPEN', ':before': before },
          Limit: mostAtOnce,
        }),
      );
      return (answer.Items ?? []).map((item): Overdue => {
        const [place, id = ''] = (item['pk'] as string).split('#');
        if (place === 'TRIAGE') return { kind: 'triage' };
        if (place === 'ON-CALL') return { kind: 'on-call' };
        if (place === 'HEARTBEATS') return { kind: 'heartbeat', id: (item['sk'] as string).slice('HEARTBEAT#'.length) };
        if (place === 'PERSON') return { kind: item['sk'] === 'TEST' ? 'test-page' : 'bundle', to: id };
        if (place === 'MUTED') return { kind: 'muted', key: id };
        const incidentId = id;
        const [kind, number = ''] = (item['sk'] as string).split('#');
        if (place === 'QUIET') return { kind: kind === 'SILENCE' ? 'silence' : 'maintenance', id: number };
        return kind === 'MESSAGE'
          ? { kind: 'message', incidentId, number: Number(number) }
          : { kind: 'incident', incidentId };
      });
    },
  };
}
