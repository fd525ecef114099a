import type { Duration } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { HandlerFunction } from './handler-function';
import { named } from './named';
import { retriedFor24Hours } from './retried-delivery';

/** Has a function called at a steady pace. */
export function callRegularly(
  called: HandlerFunction,
  { every, undelivered }: { readonly every: Duration; readonly undelivered: IQueue },
): void {
  const target = new LambdaFunction(called, retriedFor24Hours(undelivered));
  const rule = new Rule(called, 'Schedule', { schedule: Schedule.rate(every), targets: [target] });
  named(rule, `${called.node.id.replace(/^\w/, (letter) => letter.toUpperCase())}Regularly`);
}
