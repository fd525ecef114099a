import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock';
import type { ApiRequest, ApiResponse, Engine, Permission } from '../engine';
import type { MessageAttributes } from '../sqs/message-attributes';
import type { ResolvedResource } from '../template/resolved-resource';
import { linkIn, Outbox, type OutboxMessage } from './outbox';
import { parsePublish } from './publish-input';
import { envelopeOf } from './sns-envelope';
import { SnsError, textFor, type SnsMessage } from './sns-message';
import { snsAnswer, snsFailure, type XmlValue } from './sns-xml';
import { subscriptionsOf, wants, type Subscription } from './subscription';

export interface SnsOptions {
  readonly clock: Clock;
  readonly directory?: string;
  /** Topics and subscriptions are picked from these. */
  readonly resources: readonly ResolvedResource[];
  /** Delivers to a queue, if its policy lets the topic in. */
  readonly toQueue: (topicArn: string, queueArn: string, body: string, attributes: MessageAttributes) => void;
  /** Starts a function, if its permissions let the topic in. `event` is JSON. */
  readonly toFunction: (topicArn: string, functionArn: string, event: string) => void;
}

/** Why a subscription gets no messages. */
export type SilentState = 'pending' | 'ended';

/** SNS with the topics of the template. What would reach a person goes to the outbox. */
export class SnsEngine implements Engine {
  readonly service = 'sns';
  readonly failure = snsFailure;
  readonly outbox: Outbox;
  private readonly topics: ReadonlySet<string>;
  private readonly subscriptions: readonly Subscription[];
  /** By the subscription's ARN: those that get no messages. */
  private readonly silent = new Map<string, SilentState>();

  constructor(private readonly options: SnsOptions) {
    this.outbox = new Outbox(options.directory);
    this.topics = new Set(options.resources.filter(({ type }) => type === 'AWS::SNS::Topic').map(({ arn }) => arn));
    this.subscriptions = subscriptionsOf(options.resources);
  }

  messages(): readonly OutboxMessage[] {
    return this.outbox.messages();
  }

  /** Has every subscription of an address wait for its confirmation, be ended, or (without a state) get messages again. */
  setAddress(endpoint: string, state?: SilentState): void {
    for (const { arn } of this.subscriptions.filter((each) => each.endpoint === endpoint)) {
      if (state) this.silent.set(arn, state);
      else this.silent.delete(arn);
    }
  }

  /** Publishes in-process, for deliveries by other services. */
  publish(topicArn: string, text: string): void {
    this.deliver({ id: randomUUID(), topicArn, texts: { default: text }, attributes: {} });
  }

  operationOf(request: ApiRequest): string {
    return formOf(request).get('Action') ?? '';
  }

  permissionsOf(operation: string, request: ApiRequest): readonly Permission[] {
    const form = formOf(request);
    const action = operation === 'PublishBatch' ? 'Publish' : operation;
    return [{ action: `sns:${action}`, resource: form.get('TopicArn') ?? form.get('TargetArn') ?? '*' }];
  }

  async handle(operation: string, request: ApiRequest): Promise<ApiResponse> {
    try {
      return snsAnswer(operation, this.carryOut(operation, formOf(request)));
    } catch (error) {
      if (error instanceof SnsError) return snsFailure(error.status, error.code, error.message);
      throw error;
    }
  }

  private carryOut(operation: string, form: URLSearchParams): XmlValue {
    switch (operation) {
      case 'Publish': {
        const message = parsePublish(form);
        this.deliver(message);
        return { MessageId: message.id };
      }
      case 'PublishBatch':
        return this.publishBatch(form);
      case 'ListTopics':
        return { Topics: [...this.topics].map((TopicArn) => ({ TopicArn })) };
      case 'ListSubscriptionsByTopic':
        return { Subscriptions: this.subscribersOf(form.get('TopicArn') ?? '').flatMap((each) => this.listed(each)) };
      case 'Unsubscribe':
        this.silent.set(form.get('SubscriptionArn') ?? '', 'ended');
        return {};
      // Nothing leaves this machine, so nothing limits it.
      case 'GetSMSSandboxAccountStatus':
        return { IsInSandbox: 'false' };
      case 'GetSMSAttributes':
        return { attributes: {} };
      case 'ListOriginationNumbers':
        return { PhoneNumbers: [] };
      default:
        throw new SnsError('InvalidAction', `The local stack has no SNS operation ${operation}`);
    }
  }

  private publishBatch(form: URLSearchParams): XmlValue {
    const Successful: XmlValue[] = [];
    const Failed: XmlValue[] = [];
    for (let n = 1; form.has(`PublishBatchRequestEntries.member.${n}.Id`); n++) {
      const entry = `PublishBatchRequestEntries.member.${n}.`;
      const Id = form.get(`${entry}Id`)!;
      try {
        const message = parsePublish(form, entry);
        this.deliver(message);
        Successful.push({ Id, MessageId: message.id });
      } catch (error) {
        if (!(error instanceof SnsError)) throw error;
        Failed.push({ Id, Code: error.code, Message: error.message, SenderFault: 'true' });
      }
    }
    return { Successful, Failed };
  }

  private deliver(message: SnsMessage): void {
    if (message.phoneNumber !== undefined)
      return this.toPerson(message, 'sms', message.phoneNumber, textFor(message, 'sms'));
    for (const subscription of this.subscribersOf(message.topicArn ?? '')) {
      if (!this.silent.has(subscription.arn) && wants(subscription, message)) this.deliverTo(subscription, message);
    }
  }

  private subscribersOf(topicArn: string): Subscription[] {
    if (!this.topics.has(topicArn)) throw new SnsError('NotFound', 'Topic does not exist', 404);
    return this.subscriptions.filter((subscription) => subscription.topicArn === topicArn);
  }

  private deliverTo(subscription: Subscription, message: SnsMessage): void {
    const { protocol, endpoint, topicArn, raw } = subscription;
    const text = textFor(message, protocol);
    const envelope = () => envelopeOf(message, text, subscription.arn, this.options.clock.now());
    switch (protocol) {
      case 'sqs':
        return this.options.toQueue(
          topicArn,
          endpoint,
          raw ? text : JSON.stringify(envelope()),
          raw ? attributesOf(message) : {},
        );
      case 'lambda': {
        const record = {
          EventSource: 'aws:sns',
          EventVersion: '1.0',
          EventSubscriptionArn: subscription.arn,
          Sns: envelope(),
        };
        return this.options.toFunction(topicArn, endpoint, JSON.stringify({ Records: [record] }));
      }
      case 'email-json':
        return this.toPerson(message, 'email', endpoint, JSON.stringify(envelope()));
      default:
        return this.toPerson(message, protocol, endpoint, text);
    }
  }

  private listed({ arn, topicArn, protocol, endpoint }: Subscription): XmlValue[] {
    const state = this.silent.get(arn);
    if (state === 'ended') return [];
    const SubscriptionArn = state === 'pending' ? 'PendingConfirmation' : arn;
    const Owner = topicArn.split(':')[4] ?? '';
    return [{ SubscriptionArn, Owner, Protocol: protocol, Endpoint: endpoint, TopicArn: topicArn }];
  }

  private toPerson(message: SnsMessage, channel: OutboxMessage['channel'], to: string, body: string): void {
    const attribute = (name: string) => message.attributes[name]?.value ?? null;
    const level = attribute('level');
    this.outbox.add({
      id: randomUUID(),
      at: new Date(this.options.clock.now()).toISOString(),
      to,
      channel,
      kind: attribute('kind'),
      incidentId: attribute('incidentId'),
      responder: attribute('responder'),
      level: level === null ? null : Number(level),
      subject:
        channel === 'sms' ? null : (message.subject ?? (channel === 'email' ? 'AWS Notification Message' : null)),
      body,
      link: linkIn(body),
    });
  }
}

function formOf(request: ApiRequest): URLSearchParams {
  return new URLSearchParams(request.body.toString());
}

function attributesOf(message: SnsMessage): MessageAttributes {
  const entries = Object.entries(message.attributes).map(([name, { type, value }]) => {
    const binary = type.startsWith('Binary');
    return [name, { DataType: type, ...(binary ? { BinaryValue: value } : { StringValue: value }) }];
  });
  return Object.fromEntries(entries) as MessageAttributes;
}
