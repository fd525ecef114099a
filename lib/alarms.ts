import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, Metric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { named } from './named';

export interface AlarmsProps {
  readonly alertQueue: IQueue;
  readonly alertDlq: IQueue;
  readonly deliveryDlq: IQueue;
  readonly notify: IFunction;
  /** Reaches people by a path that shares no code with Tocsin. */
  readonly operators: ITopic;
}

/**
 * Tocsin's own alarms: few, because each costs money. Their names begin with `Tocsin-`, so that intake leaves them alone;
 * each has a heading in docs/runbook.md, which its description names.
 */
export class Alarms extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: AlarmsProps,
  ) {
    super(scope, id);
    this.silenceOfTheAuditor();
    this.alertsStuck();
    this.deadLetters('AlertsWaiting', props.alertDlq, 'Alerts could not be taken in and wait in the alert DLQ');
    this.deadLetters(
      'DeliveriesFailed',
      props.deliveryDlq,
      'Something could not be delivered and lies in the delivery DLQ',
    );
    this.failingPages();
    this.stalePage();
    this.unconfirmedChannels();
  }

  private silenceOfTheAuditor(): void {
    const heartbeat = new Metric({
      namespace: 'Tocsin',
      metricName: 'AuditHeartbeat',
      statistic: Stats.SAMPLE_COUNT,
      period: Duration.minutes(1),
    });
    this.alarm('AuditorSilent', 'Nobody checks whether promises are kept', {
      metric: heartbeat,
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 3,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private alertsStuck(): void {
    this.alarm('AlertsStuck', 'Alerts are not taken in, though they are tried again and again', {
      metric: this.props.alertQueue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: Stats.MAXIMUM,
      }),
      threshold: 300,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private deadLetters(name: string, queue: IQueue, meaning: string): void {
    this.alarm(name, meaning, {
      metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: Stats.MAXIMUM }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  private failingPages(): void {
    this.alarm('PagesFailing', 'Messages to responders cannot be sent', {
      metric: this.props.notify.metricErrors({ period: Duration.minutes(5), statistic: Stats.SUM }),
      threshold: 3,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** The publisher counts each time that it knows the page to be fresh, every five minutes at least. */
  private stalePage(): void {
    this.alarm('StatusPageStale', 'Customers may be reading an old status page', {
      metric: new Metric({
        namespace: 'Tocsin',
        metricName: 'PageFresh',
        statistic: Stats.SAMPLE_COUNT,
        period: Duration.minutes(5),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: 2,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  /** Counted every quarter of an hour. A new address has an hour to be confirmed; an hour without a count is one as well. */
  private unconfirmedChannels(): void {
    this.alarm('ChannelsUnconfirmed', 'Pages do not reach somebody by an address of theirs, or nobody could look', {
      metric: new Metric({
        namespace: 'Tocsin',
        metricName: 'ResponderChannelsUnconfirmed',
        statistic: Stats.MINIMUM,
        period: Duration.minutes(15),
      }),
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: 5,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private alarm(name: string, meaning: string, props: ConstructorParameters<typeof Alarm>[2]): void {
    const alarmName = `Tocsin-${name}`;
    const alarm = new Alarm(this, name, {
      ...props,
      alarmName,
      alarmDescription: `${meaning}. What to do: docs/runbook.md, heading ${alarmName}.`,
    });
    alarm.addAlarmAction(new SnsAction(this.props.operators));
    named(alarm, `${name}Alarm`);
  }
}
