import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration';
import type { Responder } from '../domain/responder';
import type { HandlerCode } from './handler-code';
import { HandlerFunction, pascalCase } from './handler-function';
import type { IncidentNews } from './incident-news';
import type { IncidentTable } from './incident-table';
import type { LinkKey } from './link-key';
import { named } from './named';
import { PersonalTopic } from './personal-topic';

export interface PagingProps {
  readonly code: HandlerCode;
  readonly configuration: Configuration;
  readonly table: IncidentTable;
  readonly news: IncidentNews;
  readonly linkKey: LinkKey;
  /** Left out where nobody gets pushes. */
  readonly addresses?: ISecret;
  readonly responderApiUrl: string;
  readonly undelivered: Queue;
}

/** Shorter than the lease on an incident's messages, so that no two runs ever send for one incident. */
const notifyTimeout = Duration.seconds(18);

/** Out to responders: a topic per person, `notify-responders` that publishes to them, and the operators' topic for Tocsin's own alarms. */
export class Paging extends Construct {
  readonly notify: HandlerFunction;
  readonly operators: PersonalTopic;
  /** The ARN of each person's topic, by its output: `ResponderTopicAlex`. */
  readonly topicOutputs: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PagingProps) {
    super(scope, id);
    const { responders, lastResort, paging } = props.configuration;
    const voiceNumber = paging?.voiceNumber;
    const topics = new Map(responders.map((responder) => [responder.id, this.topicFor(responder, props.undelivered)]));
    this.operators = this.operatorsTopic(responders, lastResort, props.undelivered);
    const topicArns = Object.fromEntries([...topics].map(([responder, topic]) => [responder, topic.topicArn]));
    this.topicOutputs = Object.fromEntries(
      [...topics].map(([responder, topic]) => [`ResponderTopic${pascalCase(responder)}`, topic.topicArn]),
    );
    const lateMails = this.lateMails(props.undelivered);
    this.notify = new HandlerFunction(this, 'notify-responders', {
      code: props.code,
      description: 'Sends queued messages to responders, each at least once, and hardly ever twice',
      timeout: notifyTimeout,
      environment: {
        TABLE_NAME: props.table.tableName,
        LINK_KEY_SECRET_ARN: props.linkKey.secretArn,
        RESPONDER_API_URL: props.responderApiUrl,
        RESPONDER_TOPICS: JSON.stringify(topicArns),
        LATE_MAIL_QUEUE_URL: lateMails.queueUrl,
        ...(props.addresses && { CHANNEL_ADDRESSES_SECRET_ARN: props.addresses.secretArn }),
      },
      may: [
        [
          ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:UpdateItem', 'dynamodb:PutItem'],
          [props.table.tableArn],
        ],
        [['dynamodb:Query'], [props.table.indexArn('open')]],
        [['secretsmanager:GetSecretValue'], [props.linkKey.secretArn]],
        [['sns:Publish', 'sns:ListSubscriptionsByTopic'], Object.values(topicArns)],
        ...(props.addresses ? [[['secretsmanager:GetSecretValue'], [props.addresses.secretArn]] as const] : []),
        ...(voiceNumber === undefined ? [] : [[['sms-voice:SendVoiceMessage'], [numberArn(voiceNumber)]] as const]),
      ],
      failuresTo: props.undelivered,
    });
    this.notify.may(['sqs:SendMessage'], [lateMails.queueArn]);
    this.notify.addEventSource(
      new SqsEventSource(lateMails, { batchSize: 1, maxConcurrency: 2, reportBatchItemFailures: true }),
    );
    props.news.tell(this.notify, 'MessagesQueued');
    const all = [...topics.values(), this.operators].map((topic) => topic.topicArn);
    letTopicsLeaveUndelivered(props.undelivered, all);
  }

  /** Mails wait in it while more leave at once than AWS bears. */
  private lateMails(undelivered: Queue): Queue {
    const queue = new Queue(this, 'LateMails', {
      visibilityTimeout: Duration.seconds(6 * notifyTimeout.toSeconds()),
      retentionPeriod: Duration.days(1),
      // What fails comes again for hours, until SNS is back.
      deadLetterQueue: { queue: undelivered, maxReceiveCount: 110 },
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    return named(queue, 'LateMails');
  }

  private topicFor(responder: Responder, undelivered: Queue): PersonalTopic {
    const topic = new PersonalTopic(this, `Pages${pascalCase(responder.id)}`, undelivered);
    topic.reachByChannel(responder);
    return topic;
  }

  private operatorsTopic(responders: readonly Responder[], lastResort: string, undelivered: Queue): PersonalTopic {
    const topic = new PersonalTopic(this, 'OperatorsTopic', undelivered);
    const person = responders.find((responder) => responder.id === lastResort);
    if (!person) throw new Error(`config: lastResort is ${lastResort}, and no responder has that id`);
    topic.reachAlways(person);
    // A topic with a policy of its own loses the default one, by which CloudWatch could publish.
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'TocsinAlarms',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: {
            'aws:SourceArn': `arn:${Aws.PARTITION}:cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:Tocsin-*`,
          },
        },
      }),
    );
    return topic;
  }
}

function numberArn(id: string): string {
  return `arn:${Aws.PARTITION}:sms-voice:${Aws.REGION}:${Aws.ACCOUNT_ID}:phone-number/${id}`;
}

/** One statement for all topics: a queue's policy holds at most 20, and CDK would write one per subscription. */
function letTopicsLeaveUndelivered(queue: Queue, topicArns: string[]): void {
  queue.addToResourcePolicy(
    new PolicyStatement({
      sid: 'UndeliveredMessages',
      principals: [new ServicePrincipal('sns.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnEquals: { 'aws:SourceArn': topicArns } },
    }),
  );
}
