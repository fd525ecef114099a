import { Aws, BootstraplessSynthesizer, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { CfnRule } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { defaultSourceGroups } from '../domain/alert-sources/sources';
import type { Configuration } from '../domain/configuration';
import { acknowledge } from './acknowledge';
import { patternOfIntake } from './alert-patterns';
import { DeadLetterQueue } from './dead-letter-queue';
import { ForwarderOperators } from './forwarder-operators';
import { ConfigurationError } from './load-configuration';
import { named } from './named';

export interface TocsinForwarderProps extends StackProps {
  readonly configuration: Configuration;
  /** The ARN of the alert bus, wherever Tocsin runs: `arn:aws:events:<region>:<account>:event-bus/<name>`. */
  readonly alertBusArn: string;
}

/**
 * For each other account and region: sends whatever Tocsin can read there to its alert bus. One rule, one role that may do
 * only this, and a queue for what could not be sent. AWS Health tells of global services in us-east-1 alone, so that region
 * wants one too. The template holds no asset and asks for no bootstrap, so that a StackSet can deploy it everywhere.
 */
export class TocsinForwarder extends Stack {
  constructor(scope: Construct, id: string, { configuration, alertBusArn, ...props }: TocsinForwarderProps) {
    super(scope, id, {
      description: 'Tocsin forwarder: sends what this account and region say to the alert bus of Tocsin',
      synthesizer: new BootstraplessSynthesizer(),
      ...props,
    });
    const groups = configuration.sources ?? defaultSourceGroups;
    const role = named(
      new Role(this, 'ForwarderRole', {
        description: 'Puts events on the alert bus of Tocsin',
        // No source ARN here: the rule names the role, so the role cannot name the rule.
        assumedBy: new ServicePrincipal('events.amazonaws.com', {
          conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
        }),
      }),
      'ForwarderRole',
    );
    role.addToPolicy(new PolicyStatement({ actions: ['events:PutEvents'], resources: [alertBusArn] }));
    const waiting = this.deadLetters();
    const rule = new CfnRule(this, 'Forward', {
      description: 'Everything that Tocsin can read',
      eventPattern: patternOfIntake(groups),
      targets: [
        {
          id: 'AlertBus',
          arn: alertBusArn,
          roleArn: role.roleArn,
          deadLetterConfig: { arn: waiting.queueArn },
          retryPolicy: { maximumEventAgeInSeconds: Duration.hours(24).toSeconds(), maximumRetryAttempts: 185 },
        },
      ],
    });
    rule.node.addDependency(role);
    waiting.addToResourcePolicy(
      new PolicyStatement({
        sid: 'WhatCouldNotBeSent',
        principals: [new ServicePrincipal('events.amazonaws.com')],
        actions: ['sqs:SendMessage'],
        resources: [waiting.queueArn],
        conditions: { ArnEquals: { 'aws:SourceArn': rule.attrArn } },
      }),
    );
    this.alarm(waiting, new ForwarderOperators(this, 'Operators', configuration));
  }

  private deadLetters(): DeadLetterQueue {
    const queue = new DeadLetterQueue(this, 'ForwarderDlq');
    acknowledge(queue, { 'AwsSolutions-SQS3': 'A dead-letter queue of a rule, which cdk-nag does not look for.' });
    return queue;
  }

  /** Its name does not begin as those of Tocsin's own alarms do: it is forwarded too, and pages where that still works. */
  private alarm(waiting: DeadLetterQueue, operators: ForwarderOperators): void {
    const alarm = new Alarm(this, 'EventsWaiting', {
      alarmName: 'TocsinForwarder-EventsWaiting',
      alarmDescription:
        'Alerts of this account and region do not reach Tocsin. What to do: docs/runbook.md, heading TocsinForwarder-EventsWaiting.',
      metric: waiting.metricApproximateNumberOfMessagesVisible({
        period: Duration.minutes(1),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
    alarm.addAlarmAction(new SnsAction(operators.topic));
    named(alarm, 'EventsWaitingAlarm');
  }
}

/**
 * The ARN, if it is one of an event bus.
 * @throws ConfigurationError that says what is wanted
 */
export function alertBusArnOf(given: string): string {
  if (/^arn:aws[\w-]*:events:[a-z]{2}[a-z0-9-]+:\d{12}:event-bus\/[\w./-]+$/.test(given)) return given;
  throw new ConfigurationError(
    `-c forwarder=${given}: this is not the ARN of an event bus. Take the output AlertBusArn of the stack Tocsin.`,
  );
}
