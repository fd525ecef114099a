import { type Permission } from '../engine';
import { type AttributeValue, type Item } from './attribute-values';
import { partitionKeyOf, type TableDescription } from './table-description';
import { partOf } from './transactions';

type Input = Record<string, unknown>;

/** Where a table named in a call is to be found. */
export interface TableLookup {
  arnOf(table: string): string;
  description(table: string): TableDescription | undefined;
}

/**
 * What IAM must allow, by the service authorization reference: a transaction needs the single-item action of each of its
 * items, a batch its own action per table, a read of an index the index's ARN. Where the partition key is known, it is
 * the condition key `dynamodb:LeadingKeys`.
 */
export function permissionsOf(operation: string, input: Input, tables: TableLookup): Permission[] {
  switch (operation) {
    case 'TransactWriteItems':
      return ofItems(input.TransactItems, (entry) => {
        const [kind, body] = partOf(entry);
        return onKey(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, body, tables);
      });
    case 'TransactGetItems':
      return ofItems(input.TransactItems, (entry) => onKey('GetItem', (entry as { Get?: Input }).Get ?? {}, tables));
    case 'BatchWriteItem':
    case 'BatchGetItem':
      return distinct(ofBatch(operation, (input.RequestItems ?? {}) as Input, tables));
    case 'Query':
    case 'Scan':
      return [onIndex(operation, input, tables)];
    case 'ListTables':
      return [{ action: 'dynamodb:ListTables', resource: '*' }];
    default:
      return [onKey(operation, input, tables)];
  }
}

function ofItems(items: unknown, permission: (entry: object) => Permission): Permission[] {
  return distinct(Array.isArray(items) ? (items as object[]).map(permission) : []);
}

function ofBatch(operation: string, requests: Input, tables: TableLookup): Permission[] {
  return Object.entries(requests).flatMap(([TableName, request]) => {
    const bodies = Array.isArray(request)
      ? (request as Input[]).map((entry) => entry.PutRequest ?? entry.DeleteRequest)
      : keysIn(request);
    return bodies.map((body) => onKey(operation, { ...(body as Input), TableName }, tables));
  });
}

function keysIn(request: unknown): Input[] {
  const { Keys } = request as { Keys?: Item[] };
  return (Keys ?? []).map((Key) => ({ Key }));
}

function onKey(action: string, body: Input, tables: TableLookup): Permission {
  const table = String(body.TableName);
  const key = (body.Key ?? body.Item ?? {}) as Item;
  const leading = key[partitionKey(table, undefined, tables)];
  return permission(action, tables.arnOf(table), leading);
}

function onIndex(action: string, input: Input, tables: TableLookup): Permission {
  const table = String(input.TableName);
  const index = input.IndexName as string | undefined;
  const resource = index === undefined ? tables.arnOf(table) : `${tables.arnOf(table)}/index/${index}`;
  return permission(action, resource, equalTo(partitionKey(table, index, tables), input));
}

function partitionKey(table: string, index: string | undefined, tables: TableLookup): string {
  const description = tables.description(table);
  return (description && partitionKeyOf(description, index)) ?? '';
}

/** The value that a KeyConditionExpression sets the partition key equal to. */
function equalTo(attribute: string, input: Input): AttributeValue | undefined {
  const names = (input.ExpressionAttributeNames ?? {}) as Record<string, string>;
  const values = (input.ExpressionAttributeValues ?? {}) as Item;
  const comparisons = ((input.KeyConditionExpression ?? '') as string).matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g);
  for (const [, name = '', value = ''] of comparisons) if ((names[name] ?? name) === attribute) return values[value];
  return undefined;
}

function permission(action: string, resource: string, leading: AttributeValue | undefined): Permission {
  const value = leading?.S ?? leading?.N ?? leading?.B;
  const conditions = value === undefined ? {} : { conditions: { 'dynamodb:LeadingKeys': value } };
  return { action: `dynamodb:${action}`, resource, ...conditions };
}

function distinct(permissions: readonly Permission[]): Permission[] {
  if (permissions.length < 2) return [...permissions];
  return [...new Map(permissions.map((one) => [JSON.stringify(one), one])).values()];
}
