import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { GetCommand, PutCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { emptyLedger, ledgerDueAt, type PageLedger } from '../../domain/page-ledger';
import type { PageLedgers } from '../page-ledgers';
import { pagesKey, withoutKeys } from './incident-items';

/** A ledger for each person; one that holds waiting pages, or of a person who should get help, stands in the index that the auditor looks through. */
export function pageLedgerTable(client: DynamoDBDocumentClient, table: string): PageLedgers {
  return {
    async of(person) {
      const { Item } = await client.send(
        new GetCommand({ TableName: table, Key: pagesKey(person), ConsistentRead: true }),
      );
      return Item ? withoutKeys<PageLedger>(Item) : emptyLedger;
    },

    async keep(person, ledger) {
      const due = ledgerDueAt(ledger);
      const promise = due === undefined ? {} : { openKind: 'OPEN', nextActionAt: due };
      try {
        await client.send(
          new PutCommand({
            TableName: table,
            Item: { ...pagesKey(person), ...ledger, ...promise, version: ledger.version + 1 },
            ConditionExpression: 'attribute_not_exists(pk) OR version = :version',
            ExpressionAttributeValues: { ':version': ledger.version },
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
