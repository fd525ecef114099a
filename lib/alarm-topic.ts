import { Aws } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import type { IQueue, Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { named } from './named';

export interface AlarmTopicProps {
  readonly alertQueue: Queue;
  readonly alertDlq: Queue;
}

/**
 * Alerts in by SNS, for alarms whose action is a topic and for senders that know nothing else, as AWS Budgets does. CloudWatch
 * and Budgets of this account may publish; whoever else may, IAM says. Messages keep SNS's envelope: their subject is in it.
 */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, { alertQueue, alertDlq }: AlarmTopicProps) {
    super(scope, id);
    this.topic = named(new Topic(this, 'Topic', { enforceSSL: true }), 'AlarmTopic');
    this.mayPublish('cloudwatch.amazonaws.com', `cloudwatch:${Aws.REGION}:${Aws.ACCOUNT_ID}:alarm:*`);
    this.mayPublish('budgets.amazonaws.com', `budgets::${Aws.ACCOUNT_ID}:*`);
    const subscription = new CfnSubscription(this, 'ToAlertQueue', {
      topicArn: this.topic.topicArn,
      protocol: 'sqs',
      endpoint: alertQueue.queueArn,
      redrivePolicy: { deadLetterTargetArn: alertDlq.queueArn },
    });
    subscription.overrideLogicalId('AlarmTopicToAlertQueue');
    for (const queue of [alertQueue, alertDlq]) this.mayArriveIn(queue);
  }

  private mayPublish(service: string, source: string): void {
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        sid: service.split('.')[0],
        principals: [new ServicePrincipal(service)],
        actions: ['sns:Publish'],
        resources: [this.topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': `arn:${Aws.PARTITION}:${source}` },
        },
      }),
    );
  }

  private mayArriveIn(queue: IQueue): void {
    queue.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmTopic',
        principals: [new ServicePrincipal('sns.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [queue.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': this.topic.topicArn } },
      }),
    );
  }
}
