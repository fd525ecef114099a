import db, { type Store } from 'dynalite/db';
import validations from 'dynalite/validations';
import rules from 'dynalite/validations/createTable';
import { type Item } from './attribute-values';

/** An `AWS::DynamoDB::Table` or `AWS::DynamoDB::GlobalTable` of the template, its intrinsics replaced. */
export interface ResolvedTable {
  readonly name: string;
  readonly arn: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

interface KeySchemaElement {
  readonly AttributeName: string;
  readonly KeyType: string;
}

interface Index {
  readonly IndexName: string;
  readonly KeySchema: readonly KeySchemaElement[];
  readonly Projection: { readonly ProjectionType: string; readonly NonKeyAttributes?: readonly string[] };
}

/** Which images of an item a stream record shows. */
export type StreamViewType = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** What DescribeTable answers, and what dynalite's actions read of a table. */
export interface TableDescription {
  readonly TableName: string;
  readonly TableArn: string;
  readonly TableStatus: 'ACTIVE';
  readonly AttributeDefinitions: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly KeySchema: readonly KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: readonly Index[];
  readonly LocalSecondaryIndexes?: readonly Index[];
  readonly StreamSpecification?: { readonly StreamEnabled: true; readonly StreamViewType: StreamViewType };
  readonly [other: string]: unknown;
}

/** `TimeToLiveSpecification`: the attribute holds epoch seconds. */
export interface TimeToLive {
  readonly AttributeName: string;
  readonly Enabled: boolean;
}

interface TableProperties {
  readonly StreamSpecification?: { readonly StreamViewType: StreamViewType };
  readonly Replicas?: readonly Pick<TableProperties, 'StreamSpecification'>[];
  readonly TimeToLiveSpecification?: TimeToLive;
}

const STREAM_LABEL = '2020-01-01T00:00:00.000';

/** The ARN of a table's stream; the local stack has one stream per table, always under the same label. */
export function streamArn(tableArn: string): string {
  return `${tableArn}/stream/${STREAM_LABEL}`;
}

/** The table as it stands once created. Throws what CreateTable would answer when the template's schema is wrong. */
export function describe(table: ResolvedTable, store: Store, now: number): TableDescription {
  const properties = table.properties as TableProperties;
  const view = (properties.StreamSpecification ?? properties.Replicas?.[0]?.StreamSpecification)?.StreamViewType;
  const { BillingMode: _, ...schema } = schemaOf(table, store);
  return {
    ...schema,
    TableArn: table.arn,
    TableStatus: 'ACTIVE',
    CreationDateTime: now / 1000,
    BillingModeSummary: { BillingMode: 'PAY_PER_REQUEST' },
    ProvisionedThroughput: { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 },
    ...(view && {
      StreamSpecification: { StreamEnabled: true, StreamViewType: view },
      LatestStreamArn: streamArn(table.arn),
      LatestStreamLabel: STREAM_LABEL,
    }),
  };
}

/** Checked as CreateTable checks it, but always on demand: capacity is nothing that a local table could run out of. */
function schemaOf(table: ResolvedTable, store: Store) {
  const { GlobalSecondaryIndexes: indexes, ProvisionedThroughput: _, ...rest } = structuredClone(table.properties);
  const input = { ...rest, TableName: table.name, BillingMode: 'PAY_PER_REQUEST', ...onDemand(indexes) };
  try {
    const checked = validations.checkTypes(input, rules.types);
    validations.checkValidations(checked, rules.types, rules.custom, store);
    return checked as Pick<TableDescription, 'TableName' | 'AttributeDefinitions' | 'KeySchema' | 'BillingMode'>;
  } catch (error) {
    throw new Error(`Table ${table.name}: ${(error as Error).message}. Mend its resource in the stack.`);
  }
}

function onDemand(indexes: unknown): { GlobalSecondaryIndexes?: Index[] } {
  if (!Array.isArray(indexes) || indexes.length === 0) return {};
  return {
    GlobalSecondaryIndexes: (indexes as Index[]).map(({ IndexName, KeySchema, Projection }) => ({
      IndexName,
      KeySchema,
      Projection,
    })),
  };
}

/** The template's TTL setting; undefined when there is none. */
export function timeToLiveOf(table: ResolvedTable): TimeToLive | undefined {
  return (table.properties as TableProperties).TimeToLiveSpecification;
}

/** The primary key's attributes of an item. */
export function keysOf(table: TableDescription, item: Item): Item {
  return Object.fromEntries(table.KeySchema.map(({ AttributeName: name }) => [name, item[name] ?? {}]));
}

/** The name of the attribute that partitions the table, or one of its indexes; undefined when there is no such index. */
export function partitionKeyOf(table: TableDescription, index: string | undefined): string | undefined {
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const schema = index === undefined ? table.KeySchema : indexes.find((other) => other.IndexName === index)?.KeySchema;
  return schema?.[0]?.AttributeName;
}

/** Every index with the kind of folder that dynalite keeps it in. */
export function indexesOf(table: TableDescription): { kind: 'global' | 'local'; index: Index }[] {
  return [
    ...(table.GlobalSecondaryIndexes ?? []).map((index) => ({ kind: 'global' as const, index })),
    ...(table.LocalSecondaryIndexes ?? []).map((index) => ({ kind: 'local' as const, index })),
  ];
}

/** The index entries that an item has: sparse indexes leave out items without the index's key. */
export function indexEntriesOf(table: TableDescription, item: Item): { key: string; value: Item }[] {
  return indexesOf(table).flatMap(({ kind, index }) =>
    db
      .getIndexActions([index], undefined, item, table)
      .puts.map((put) => ({ key: indexPrefix(kind, table.TableName, put.index) + put.key, value: put.item })),
  );
}

/** Where dynalite keeps a table's items within the one LevelDB. */
export function itemPrefix(table: string): string {
  return `item-${table}~`;
}

/** Where dynalite keeps an index's entries within the one LevelDB. */
export function indexPrefix(kind: string, table: string, index: string): string {
  return `index-${kind.toLowerCase()}~${table}~${index}~`;
}
