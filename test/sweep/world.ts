import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { KnownKey } from '../../domain/alert-arrival';
import type { Incident } from '../../domain/incident';
import type { PublicSnapshot } from '../../domain/status-page';
import type { TimelineEntry } from '../../domain/timeline';
import { withoutKeys } from '../../lambdas/adapters/incident-items';
import { publicTable } from '../../lambdas/adapters/public-table';
import type { StoredObject } from '../../local/s3/stored-object';
import type { OutboxMessage } from '../../local/sns/outbox';
import type { LocalStack } from '../../local/stack';
import type { Execution } from '../../local/step-functions/execution';

type Item = Record<string, unknown>;

/** Everything there is once a story has ended and the auditor has had its time. */
export interface World {
  readonly now: number;
  /** The alerts that the story sent. */
  readonly alerts: readonly string[];
  readonly items: readonly Item[];
  readonly incidents: readonly Incident[];
  readonly keys: readonly KnownKey[];
  readonly outbox: readonly OutboxMessage[];
  readonly executions: readonly Execution[];
  /** Everything that waits in a queue, by the queue's name. */
  readonly queued: readonly { readonly queue: string; readonly body: string }[];
  /** All versions of each public file, oldest first. */
  readonly files: ReadonlyMap<string, readonly StoredObject[]>;
  readonly snapshot: PublicSnapshot | undefined;
  readonly pageUrl: string;
  readonly denied: readonly string[];
  /** How many events the longest execution has in its history. */
  readonly longestHistory: number;
}

export async function readWorld(stack: LocalStack, alerts: readonly string[]): Promise<World> {
  const [table] = stack.template.ofType('AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable');
  const bucket = stack.outputs['PageBucketName']!;
  const client = ownersClient(stack);
  const items: Item[] = [];
  for await (const page of paginateScan({ client }, { TableName: table!.ref })) items.push(...(page.Items ?? []));
  const snapshot = await publicTable(client, table!.ref).snapshot('');
  client.destroy();
  const ofKind = <T>(sk: string) => items.filter((item) => item['sk'] === sk).map((item) => withoutKeys<T>(item));
  return {
    now: stack.clock.now(),
    alerts,
    items,
    incidents: ofKind<Incident>('INCIDENT'),
    keys: ofKind<KnownKey>('KEY'),
    outbox: stack.messages(),
    executions: stack.stepFunctions.all(),
    queued: stack.template
      .ofType('AWS::SQS::Queue')
      .flatMap(({ arn }) => stack.sqs.messages(arn).map(({ body }) => ({ queue: arn.split(':').at(-1)!, body }))),
    files: new Map(stack.s3.list(bucket).map((key) => [key, stack.s3.versionsOf(bucket, key)])),
    snapshot,
    pageUrl: stack.lambda
      .function('PublishStatusPage')
      .properties.Environment!.Variables!['STATUS_PAGE_URL']!.replace(/\/$/, ''),
    denied: stack.denied(),
    longestHistory: Math.max(
      0,
      ...stack.stepFunctions.all().map(({ arn }) => stack.stepFunctions.historyOf(arn).length),
    ),
  };
}

export function timelineOf(world: World, incidentId: string): readonly TimelineEntry[] {
  return world.items
    .filter((item) => item['pk'] === `INCIDENT#${incidentId}` && String(item['sk']).startsWith('ENTRY#'))
    .map((item) => withoutKeys<TimelineEntry>(item))
    .sort((one, other) => one.seq - other.seq);
}

/** The account's owner reads: no fault strikes it, and it is no call site. */
function ownersClient(stack: LocalStack): DynamoDBDocumentClient {
  const client = new DynamoDBClient({
    endpoint: `http://127.0.0.1:${stack.ports.aws}`,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'owner', secretAccessKey: 'local' },
  });
  return DynamoDBDocumentClient.from(client);
}
