import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration';
import { AlarmTopic } from './alarm-topic';
import { Alarms } from './alarms';
import { AlertIntake, type Archived } from './alert-intake';
import { ChannelAddresses, needsAddresses } from './channel-addresses';
import { Chats } from './chats';
import { DeadLetterQueue } from './dead-letter-queue';
import type { HandlerCode } from './handler-code';
import { IncidentNews } from './incident-news';
import { IncidentTable } from './incident-table';
import { LinkKey } from './link-key';
import { PagePublishing } from './page-publishing';
import { Paging } from './paging';
import { PeoplePolicies } from './people-policies';
import { PromiseAuditor } from './promise-auditor';
import { PromiseClocks } from './promise-clocks';
import { PublicPage } from './public-page';
import { ResponderApi } from './responder-api';
import { WebhookIntake } from './webhook-intake';

export interface TocsinStackProps extends StackProps {
  readonly configuration: Configuration;
  readonly code: HandlerCode;
}

/** All of Tocsin, from left to right as in the drawing of docs/architecture.md. */
export class TocsinStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, code, ...props }: TocsinStackProps) {
    super(scope, id, { description: 'Tocsin: from alarm to page to public notice', ...props });

    // The truth, and what is said of it.
    const table = new IncidentTable(this, 'IncidentTable');
    // For everything but alerts that could not be delivered: news, runs, stream records, messages to people.
    const undelivered = new DeadLetterQueue(this, 'DeliveryDlq');
    const news = new IncidentNews(this, 'News', { code, table, undelivered });

    // Alerts in.
    const intake = new AlertIntake(this, 'Intake', { code, table, configuration });
    const { topic: alarmTopic } = new AlarmTopic(this, 'AlarmTopic', {
      alertQueue: intake.queue,
      alertDlq: intake.deadLetters,
    });

    // The clocks.
    const clocks = new PromiseClocks(this, 'Clocks', { code, table, news, undelivered });

    // Out to the public.
    const page = new PublicPage(this, 'PublicPage', configuration.statusPage);
    const publishing = new PagePublishing(this, 'Publishing', { code, table, news, page, undelivered });

    // Responders say; out to responders.
    const linkKey = new LinkKey(this, 'LinkKey');
    const api = new ResponderApi(this, 'ResponderApi', { code, table, linkKey, statusPageUrl: page.url });
    const addresses = needsAddresses(configuration) ? new ChannelAddresses(this, 'ChannelAddresses') : undefined;
    const paging = new Paging(this, 'Paging', {
      code,
      configuration,
      table,
      news,
      linkKey,
      addresses,
      responderApiUrl: api.url,
      undelivered,
    });

    const chats =
      addresses && configuration.paging?.chats?.length
        ? [new Chats(this, 'Chats', { code, table, news, addresses, undelivered })]
        : [];

    // More alerts in, from whoever speaks HTTP.
    const webhooks = new WebhookIntake(this, 'Webhooks', {
      code,
      sources: configuration.webhooks ?? [],
      alertBus: intake.bus,
      api,
    });

    // Somebody else checks, and somebody else still checks that.
    const drives = { ...clocks, ...paging, ...publishing };
    const { escalate, checkCadence, notify, publish } = drives;
    const { audit } = new PromiseAuditor(this, 'Auditor', {
      code,
      table,
      drives: { escalate, checkCadence, notify, publish },
      alertQueue: intake.queue,
      undelivered,
    });
    const { operators } = paging;
    new Alarms(this, 'Alarms', {
      alertQueue: intake.queue,
      alertDlq: intake.deadLetters,
      deliveryDlq: undelivered,
      notify,
      operators,
    });

    const functions = [
      intake.ingest,
      news.relay,
      escalate,
      checkCadence,
      clocks.start,
      publish,
      api.handler,
      notify,
      audit,
      ...webhooks.functions,
      ...chats.map(({ tell }) => tell),
    ];
    page.bucket.refuseDeletionBy(functions.map((each) => each.role!));

    const people = new PeoplePolicies(this, 'People', {
      api,
      alertBus: intake.bus,
      archives: Object.values(intake.archives),
      alertQueue: intake.queue,
      deadLetterQueues: [intake.deadLetters, undelivered],
    });

    this.output({
      AlertBusName: intake.bus.eventBusName,
      AlertBusArn: intake.bus.eventBusArn,
      AlertBusReplay: replayOf(intake.archives.alertBus),
      AccountReplay: replayOf(intake.archives.account),
      AlarmTopicArn: alarmTopic.topicArn,
      AlertQueueUrl: intake.queue.queueUrl,
      AlertDlqUrl: intake.deadLetters.queueUrl,
      DeliveryDlqUrl: undelivered.queueUrl,
      TableName: table.tableName,
      PageBucketName: page.bucket.bucketName,
      StatusPageUrl: page.url,
      ...(page.dnsTarget === undefined ? {} : { StatusPageDnsTarget: page.dnsTarget }),
      ResponderApiUrl: api.url,
      ResponderPolicyArn: people.responders.managedPolicyArn,
      OperatorPolicyArn: people.operators.managedPolicyArn,
      OperatorsTopicArn: operators.topicArn,
      ...paging.topicOutputs,
      ...(addresses && { ChannelAddressesSecretArn: addresses.secretArn }),
      // What to do next: it tells whether anybody would be reached.
      Doctor: 'npx tocsin doctor',
    });
  }

  private output(values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, name, { value });
  }
}

/** What `tocsin replay` must know, in one output: the archive, the bus and the rules, with spaces between. */
function replayOf({ archiveArn, busArn, ruleArns }: Archived): string {
  return [archiveArn, busArn, ...ruleArns].join(' ');
}
