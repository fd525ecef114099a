import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { callRegularly } from './call-regularly';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';

export interface PromiseAuditorProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  /** What it drives again when a promise is overdue. */
  readonly drives: Readonly<Record<'escalate' | 'checkCadence' | 'notify' | 'publish', HandlerFunction>>;
  /** Where an alarm goes whose mute has ended. */
  readonly alertQueue: IQueue;
  readonly undelivered: IQueue;
}

/** Looks every minute for promises that are overdue, and drives them again. Its own silence raises an alarm. */
export class PromiseAuditor extends Construct {
  readonly audit: HandlerFunction;

  constructor(scope: Construct, id: string, { code, table, drives, alertQueue, undelivered }: PromiseAuditorProps) {
    super(scope, id);
    this.audit = new HandlerFunction(this, 'audit-promises', {
      code,
      description: 'Finds what is overdue and drives it again',
      timeout: Duration.seconds(50),
      environment: {
        TABLE_NAME: table.tableName,
        ESCALATE_FUNCTION_NAME: drives.escalate.functionName,
        CADENCE_FUNCTION_NAME: drives.checkCadence.functionName,
        NOTIFY_FUNCTION_NAME: drives.notify.functionName,
        PUBLISH_FUNCTION_NAME: drives.publish.functionName,
        ALERT_QUEUE_URL: alertQueue.queueUrl,
      },
      may: [
        [
          ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
          [table.tableArn],
        ],
        [['dynamodb:Query'], [table.indexArn('open')]],
        [['sqs:SendMessage'], [alertQueue.queueArn]],
        [['lambda:InvokeFunction'], Object.values(drives).map((driven) => driven.functionArn)],
      ],
      failuresTo: undelivered,
    });
    callRegularly(this.audit, { every: Duration.minutes(1), undelivered });
  }
}
