import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DeadLetterQueue } from './dead-letter-queue';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';
import { named } from './named';
import { retriedFor24Hours } from './retried-delivery';

const alarmStateChange = 'CloudWatch Alarm State Change';
const handlingTimeout = Duration.seconds(30);

/**
 * Alerts in: CloudWatch's alarms from the account's own bus, custom alerts and other accounts' alarms from the alert bus,
 * through one queue into `ingest-alert`. Whatever cannot get in waits in the alert DLQ, to be moved back into the queue.
 */
export class AlertIntake extends Construct {
  readonly bus: EventBus;
  readonly queue: Queue;
  readonly deadLetters: DeadLetterQueue;
  readonly ingest: HandlerFunction;

  constructor(scope: Construct, id: string, props: { readonly code: HandlerCode; readonly table: IncidentTable }) {
    super(scope, id);
    this.deadLetters = new DeadLetterQueue(this, 'AlertDlq');
    this.queue = named(
      new Queue(this, 'AlertQueue', {
        // AWS asks for six times the function's time-out, so that a batch is never handed out twice while it runs.
        visibilityTimeout: Duration.seconds(6 * handlingTimeout.toSeconds()),
        retentionPeriod: Duration.days(14),
        deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
        encryption: QueueEncryption.SQS_MANAGED,
        enforceSSL: true,
        removalPolicy: RemovalPolicy.RETAIN,
      }),
      'AlertQueue',
    );
    this.bus = this.alertBus();
    this.admit('CloudWatchAlarms', { source: ['aws.cloudwatch'], detailType: [alarmStateChange] });
    this.admit('IncidentAlerts', { detailType: ['Incident Alert', alarmStateChange] }, this.bus);
    this.ingest = this.ingestAlert(props.code, props.table);
  }

  private alertBus(): EventBus {
    const bus = named(
      new EventBus(this, 'AlertBus', { eventBusName: `${Aws.STACK_NAME}-alerts`, description: 'Alerts for Tocsin' }),
      'AlertBus',
    );
    const archive = bus.archive('AlertArchive', {
      description: 'Everything that was put on the alert bus. A replay is harmless: receipts are kept per event.',
      eventPattern: { detailType: ['Incident Alert', alarmStateChange] },
      retention: Duration.days(30),
    });
    named(archive, 'AlertArchive');
    return bus;
  }

  private admit(ruleName: string, eventPattern: EventPattern, eventBus?: IEventBus): void {
    const target = new SqsQueue(this.queue, retriedFor24Hours(this.deadLetters));
    named(new Rule(this, ruleName, { eventBus, eventPattern, targets: [target] }), ruleName);
  }

  private ingestAlert(code: HandlerCode, table: IncidentTable): HandlerFunction {
    const ingest = new HandlerFunction(this, 'ingest-alert', {
      code,
      description: 'Reads alerts, classifies them, opens incidents or joins them',
      timeout: handlingTimeout,
      memory: 512,
      environment: { TABLE_NAME: table.tableName, ALERT_DLQ_URL: this.deadLetters.queueUrl },
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
