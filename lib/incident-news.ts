import { Aws, Duration } from 'aws-cdk-lib';
import { EventBus, Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';
import { named } from './named';
import { retriedFor24Hours } from './retried-delivery';

/**
 * The changes of the table that `relay-events` makes news of; all others (receipts, counts, leases) would only cost runs.
 * What such a filter drops by mistake, the auditor finds.
 */
const tellsNews = [
  { eventName: ['INSERT'], dynamodb: { Keys: { sk: { S: [{ prefix: 'ENTRY#' }, { prefix: 'MESSAGE#' }] } } } },
  { dynamodb: { Keys: { sk: { S: ['INCIDENT', 'VERSION'] } } } },
  // A test page that somebody ordered, and that nobody sends yet.
  {
    dynamodb: {
      Keys: { sk: { S: ['TEST'] } },
      NewImage: { queuedAt: { S: [{ exists: true }] }, takenUntil: { S: [{ exists: false }] } },
    },
  },
];

/** What `relay-events` puts on the incident bus. */
export type News = 'MessagesQueued' | 'ClockSet' | 'StatusPageChanged';

/** The news: what the table's stream says happened, on a bus, with one rule per consumer. News are hints; the auditor is the guarantee. */
export class IncidentNews extends Construct {
  readonly bus: EventBus;
  readonly relay: HandlerFunction;
  private readonly undelivered: IQueue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly code: HandlerCode; readonly table: IncidentTable; readonly undelivered: IQueue },
  ) {
    super(scope, id);
    this.undelivered = props.undelivered;
    this.bus = named(
      new EventBus(this, 'IncidentBus', {
        eventBusName: `${Aws.STACK_NAME}-incidents`,
        description: 'What happened to incidents',
      }),
      'IncidentBus',
    );
    this.relay = new HandlerFunction(this, 'relay-events', {
      code: props.code,
      description: "Tells the incident bus what the table's stream says",
      timeout: Duration.seconds(30),
      environment: { INCIDENT_BUS_NAME: this.bus.eventBusName },
      may: [[['events:PutEvents'], [this.bus.eventBusArn]]],
    });
    this.follow(props.table);
  }

  /**
   * Has a function called, asynchronously, for each news of a kind.
   * @param types what the news are called, where one name stands for several
   */
  tell(consumer: HandlerFunction, news: News | 'ChatNews', types: readonly string[] = [news]): void {
    const target = new LambdaFunction(consumer, retriedFor24Hours(this.undelivered));
    const rule = new Rule(this, news, {
      eventBus: this.bus,
      eventPattern: { detailType: [...types] },
      targets: [target],
    });
    named(rule, `On${news}`);
  }

  private follow(table: IncidentTable): void {
    const stream = table.tableStreamArn;
    if (stream === undefined) throw new Error('The incident table has no stream: nothing would carry the news.');
    // Said exactly: CDK's own grant asks for ListStreams on every table of the account.
    this.relay.may(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [stream],
    );
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: this.relay,
      eventSourceArn: stream,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      filters: tellsNews.map((filter) => FilterCriteria.filter(filter)),
      bisectBatchOnError: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(1),
      onFailure: new SqsDlq(this.undelivered),
    });
    named(mapping, 'IncidentStream');
    // Lambda tries the role when the mapping is made: its policy must be there first.
    mapping.node.addDependency(this.relay.role!);
  }
}
