import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

/** A record of the table's stream as plain values. */
export function tableChange({ dynamodb }: DynamoDBRecord) {
  const plain = (image: unknown) => image && unmarshall(image as Record<string, AttributeValue>);
  const keys = plain(dynamodb?.Keys) as { pk: string; sk: string } | undefined;
  if (!keys) return [];
  const before = plain(dynamodb?.OldImage) as Record<string, unknown> | undefined;
  const after = plain(dynamodb?.NewImage) as Record<string, unknown> | undefined;
  return [{ pk: keys.pk, sk: keys.sk, before, after }];
}
