import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration';
import { named } from './named';

/** Who hears by mail that a forwarder fails: the last resort, by a path that does not lead through Tocsin. */
export class ForwarderOperators extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { responders, lastResort }: Configuration) {
    super(scope, id);
    this.topic = named(new Topic(this, 'Topic', { enforceSSL: true }), 'ForwarderOperatorsTopic');
    // A topic with a policy of its own loses the default one, by which CloudWatch could publish.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ForwarderAlarm',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
    );
    const person = responders.find((responder) => responder.id === lastResort);
    if (!person) throw new Error(`config: lastResort is ${lastResort}, and no responder has that id`);
    const subscription = new CfnSubscription(this, 'Mail', {
      topicArn: this.topic.topicArn,
      protocol: 'email',
      endpoint: person.email,
    });
    subscription.overrideLogicalId('ForwarderOperatorsByEmail');
  }
}
