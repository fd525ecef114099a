import { Aws, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SourceGroup } from '../domain/alert-sources/alert-source';
import { defaultSourceGroups } from '../domain/alert-sources/sources';
import type { Configuration } from '../domain/configuration';
import { changesOutside, detailTypesOf, patternOf } from './alert-patterns';
import { DeadLetterQueue } from './dead-letter-queue';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';
import { letAccountsIn } from './let-accounts-in';
import { named } from './named';
import { retriedFor24Hours } from './retried-delivery';

const handlingTimeout = Duration.seconds(30);

export interface AlertIntakeProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly configuration: Configuration;
}

/**
 * Alerts in: what AWS's services say on the account's own bus, custom alerts and other accounts' events from the alert bus,
 * through one queue into `ingest-alert`. Whatever cannot get in waits in the alert DLQ, to be moved back into the queue.
 */
export class AlertIntake extends Construct {
  readonly bus: EventBus;
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;
  readonly ingest: HandlerFunction;

  constructor(scope: Construct, id: string, props: AlertIntakeProps) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'AlertDlq');
    this.queue = named(
      new Queue(this, 'AlertQueue', {
        // AWS asks for six times the function's time-out, so that a batch is never handed out twice while it runs.
        visibilityTimeout: Duration.seconds(6 * handlingTimeout.toSeconds()),
        retentionPeriod: Duration.days(14),
        // What fails comes again for hours: a table that is down for an afternoon must not send its alerts to the DLQ.
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 100 },
        encryption: QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
      'AlertQueue',
    );
    const groups = new Set<SourceGroup>(props.configuration.sources ?? defaultSourceGroups);
    // Whoever is let on the alert bus at all may send custom alerts: webhooks do.
    const onAlertBus = { detailType: detailTypesOf((group) => groups.has(group) || group === 'custom') };
    this.bus = this.alertBus(onAlertBus);
    const { account } = Stack.of(this);
    letAccountsIn(this.bus, props.configuration, Token.isUnresolved(account) ? undefined : account);
    for (const group of groups) this.admit(ruleName(group), patternOf(group));
    this.admit('AlertsFromAlertBus', onAlertBus, this.bus);
    const changes = groups.has('changes') ? changesOutside([...groups]) : undefined;
    if (changes) {
      this.admit('ChangesFromDelivery', changes);
      this.admit('ChangesFromAlertBus', changes, this.bus);
    }
    this.ingest = this.ingestAlert(props.code, props.table);
  }

  private alertBus(eventPattern: EventPattern): EventBus {
    const bus = named(
      new EventBus(this, 'AlertBus', { eventBusName: `${Aws.STACK_NAME}-alerts`, description: 'Alerts for Tocsin' }),
      'AlertBus',
    );
    const archive = bus.archive('AlertArchive', {
      description: 'Everything that was put on the alert bus. A replay is harmless: receipts are kept per event.',
      eventPattern,
      retention: Duration.days(30),
    });
    named(archive, 'AlertArchive');
    return bus;
  }

  private admit(name: string, eventPattern: EventPattern, eventBus?: IEventBus): void {
    const target = new SqsQueue(this.queue, retriedFor24Hours(this.deadLetters));
    named(new Rule(this, name, { eventBus, eventPattern, targets: [target] }), name);
  }

  private ingestAlert(code: HandlerCode, table: IncidentTable): HandlerFunction {
    const ingest = new HandlerFunction(this, 'ingest-alert', {
      code,
      description: 'Reads alerts, classifies them, opens incidents or joins them',
      timeout: handlingTimeout,
      memory: 512,
      environment: {
        TABLE_NAME: table.tableName,
        ALERT_QUEUE_URL: this.queue.queueUrl,
        ALERT_DLQ_URL: this.deadLetters.queueUrl,
      },
      may: [
        [
          [
            'dynamodb:GetItem',
            'dynamodb:BatchGetItem',
            'dynamodb:Query',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            'dynamodb:BatchWriteItem',
            'dynamodb:ConditionCheckItem',
          ],
          [table.tableArn],
        ],
        [['sqs:SendMessage'], [this.deadLetters.queueArn]],
      ],
    });
    ingest.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, maxConcurrency: 10, reportBatchItemFailures: true }),
    );
    return ingest;
  }
}

function ruleName(group: SourceGroup): string {
  return `AlertsFrom${group[0]!.toUpperCase()}${group.slice(1)}`;
}
