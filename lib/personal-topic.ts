import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Responder } from '../domain/responder';
import { named } from './named';

/** The channels that SNS carries. */
type Protocol = 'email' | 'sms';

/** A topic that reaches one person. Without a display name: it would eat into the 160 characters of a text message. */
export class PersonalTopic extends Topic {
  constructor(
    scope: Construct,
    id: string,
    private readonly undelivered: IQueue,
  ) {
    super(scope, id, { enforceSSL: true });
    named(this, id);
  }

  /** Each message says by its attribute `channel` (a list) which of the person's addresses it is for. */
  reachByChannel(person: Responder): void {
    this.reach(person, (channel) => ({ channel: [channel] }));
  }

  /** Every message goes to all the person's addresses. */
  reachAlways(person: Responder): void {
    this.reach(person, () => undefined);
  }

  private reach(person: Responder, filterPolicy: (protocol: Protocol) => object | undefined): void {
    const addresses: [Protocol, string | undefined][] = [
      ['email', person.email],
      ['sms', person.phone],
    ];
    for (const [protocol, endpoint] of addresses) {
      if (endpoint === undefined) continue;
      const subscription = new CfnSubscription(this, protocol, {
        topicArn: this.topicArn,
        protocol,
        endpoint,
        filterPolicy: filterPolicy(protocol),
        redrivePolicy: { deadLetterTargetArn: this.undelivered.queueArn },
      });
      subscription.overrideLogicalId(`${this.node.id}By${protocol === 'sms' ? 'Sms' : 'Email'}`);
    }
  }
}
