import { Duration } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { HandlerCode, HandlerName } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentNews } from './incident-news';
import type { IncidentTable } from './incident-table';
import { PromiseClock } from './promise-clock';

export interface PromiseClocksProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly news: IncidentNews;
  readonly undelivered: IQueue;
}

/** The two clocks of an incident, the functions that they ask, and `start-clocks` that sets them going. */
export class PromiseClocks extends Construct {
  readonly escalate: HandlerFunction;
  readonly checkCadence: HandlerFunction;
  readonly start: HandlerFunction;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: PromiseClocksProps,
  ) {
    super(scope, id);
    this.escalate = this.asked('escalate-incident', 'Keeps what escalation promises: pages, lapses, quiet OKs');
    this.checkCadence = this.asked(
      'check-update-cadence',
      'Keeps what updates promise: reminders, notices, overdue marks',
    );
    const escalation = new PromiseClock(this, 'EscalationClock', this.escalate).machine.stateMachineArn;
    const cadence = new PromiseClock(this, 'UpdateClock', this.checkCadence).machine.stateMachineArn;
    this.start = new HandlerFunction(this, 'start-clocks', {
      code: props.code,
      description: "Starts an incident's clocks, each generation once",
      timeout: Duration.seconds(15),
      environment: { ESCALATION_CLOCK_ARN: escalation, UPDATE_CLOCK_ARN: cadence },
      may: [[['states:StartExecution'], [escalation, cadence]]],
      failuresTo: props.undelivered,
    });
    props.news.tell(this.start, 'ClockSet');
  }

  private asked(name: HandlerName, description: string): HandlerFunction {
    const { code, table, undelivered } = this.props;
    return new HandlerFunction(this, name, {
      code,
      description,
      timeout: Duration.seconds(20),
      environment: { TABLE_NAME: table.tableName },
      may: [
        [
          [
            'dynamodb:GetItem',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
            // Who stands in on call, before anybody is paged; which maintenance goes on, before customers read a notice.
            'dynamodb:Query',
          ],
          [table.tableArn],
        ],
      ],
      failuresTo: undelivered,
    });
  }
}
