import { Arn, Aws, Duration, RemovalPolicy, Stack, Token } from 'aws-cdk-lib';
import { CfnArchive, EventBus, type EventPattern, type IEventBus, Rule } from 'aws-cdk-lib/aws-events';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { SourceGroup } from '../domain/alert-sources/alert-source';
import { defaultSourceGroups } from '../domain/alert-sources/sources';
import type { Configuration } from '../domain/configuration';
import { changesOutside, detailTypesOf, patternOf, patternOfIntake } from './alert-patterns';
import { DeadLetterQueue } from './dead-letter-queue';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';
import { letAccountsIn } from './let-accounts-in';
import { named } from './named';
import { retriedFor24Hours } from './retried-delivery';

const handlingTimeout = Duration.seconds(30);
/** How long what came in can be replayed. */
const archived = Duration.days(30);

export interface AlertIntakeProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly configuration: Configuration;
}

/** An archive, the bus that its events came by, and the rules by which they came in. */
export interface Archived {
  readonly archiveArn: string;
  readonly busArn: string;
  readonly ruleArns: readonly string[];
}

/**
 * Alerts in: what AWS's services say on the account's own bus, custom alerts and other accounts' events from the alert bus,
 * through one queue into `ingest-alert`. Whatever cannot get in waits in the alert DLQ, to be moved back into the queue.
 */
export class AlertIntake extends Construct {
  /** What may be fed in again, and by which rules alone: others on the account's own bus are no business of ours. */
  readonly archives: Readonly<Record<'alertBus' | 'account', Archived>>;
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
    const { bus, archiveArn } = this.alertBus(onAlertBus);
    this.bus = bus;
    const ownBusArn = Arn.format({ service: 'events', resource: 'event-bus', resourceName: 'default' }, Stack.of(this));
    const { account: home } = Stack.of(this);
    letAccountsIn(this.bus, props.configuration, Token.isUnresolved(home) ? undefined : home);
    const own = [...groups].map((group) => this.admit(ruleName(group), patternOf(group)));
    const alien = [this.admit('AlertsFromAlertBus', onAlertBus, this.bus)];
    const changes = groups.has('changes') ? changesOutside([...groups]) : undefined;
    if (changes) {
      own.push(this.admit('ChangesFromDelivery', changes));
      alien.push(this.admit('ChangesFromAlertBus', changes, this.bus));
    }
    const account = this.accountArchive(ownBusArn, [...groups]);
    this.archives = {
      alertBus: { archiveArn, busArn: bus.eventBusArn, ruleArns: arnsOf(alien) },
      account: { archiveArn: account.attrArn, busArn: ownBusArn, ruleArns: arnsOf(own) },
    };
    this.ingest = this.ingestAlert(props.code, props.table);
  }

  private alertBus(eventPattern: EventPattern): { bus: EventBus; archiveArn: string } {
    const bus = named(
      new EventBus(this, 'AlertBus', { eventBusName: `${Aws.STACK_NAME}-alerts`, description: 'Alerts for Tocsin' }),
      'AlertBus',
    );
    const archive = bus.archive('AlertArchive', {
      description: 'Everything that was put on the alert bus. A replay is harmless: receipts are kept per event.',
      eventPattern,
      retention: archived,
    });
    named(archive, 'AlertArchive');
    return { bus, archiveArn: archive.archiveArn };
  }

  /** On the account's own bus, only what the rules let in is kept. */
  private accountArchive(sourceArn: string, groups: readonly SourceGroup[]): CfnArchive {
    const description = 'What Tocsin read on the own bus of the account';
    const eventPattern = patternOfIntake(groups);
    const archive = new CfnArchive(this, 'AccountArchive', {
      sourceArn,
      description,
      eventPattern,
      retentionDays: archived.toDays(),
    });
    archive.overrideLogicalId('AccountArchive');
    return archive;
  }

  private admit(name: string, eventPattern: EventPattern, eventBus?: IEventBus): Rule {
    const target = new SqsQueue(this.queue, retriedFor24Hours(this.deadLetters));
    return named(new Rule(this, name, { eventBus, eventPattern, targets: [target] }), name);
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

const arnsOf = (rules: readonly Rule[]) => rules.map(({ ruleArn }) => ruleArn);

function ruleName(group: SourceGroup): string {
  return `AlertsFrom${group[0]!.toUpperCase()}${group.slice(1)}`;
}
