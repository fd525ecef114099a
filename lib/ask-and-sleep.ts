import { Aws, Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import {
  Choice,
  Condition,
  CustomState,
  type IChainable,
  JitterType,
  type RetryProps,
  Succeed,
  TaskInput,
  Timeout,
  Wait,
  WaitTime,
} from 'aws-cdk-lib/aws-stepfunctions';
import { LambdaInvoke } from 'aws-cdk-lib/aws-stepfunctions-tasks';
import type { Construct } from 'constructs';

/** An execution hands over after this many cycles of 9 history events each: far below the 25,000 at which AWS ends it. */
const cyclesPerPart = 500;

/** What one failed hour of retries adds to the history, in cycles. */
const cyclesPerFailure = 35;

/** About an hour, with full jitter: 100 attempts of at most a minute, half a minute on average, then once more from the start. */
const persistently: RetryProps = {
  interval: Duration.seconds(2),
  backoffRate: 2,
  maxDelay: Duration.seconds(60),
  maxAttempts: 100,
  jitterStrategy: JitterType.FULL,
};

/** The successor is there already: an earlier attempt took effect, though its answer was lost. */
const successorExists = 'StepFunctions.ExecutionAlreadyExistsException';

const passing = [
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'States.Timeout',
  'States.TaskFailed',
];

/**
 * Ask → over? → sleep until → ask …, as ASL. Input and state: `{ incidentId, clock, generation, part, cycle }`; the
 * function answers `{ over, wakeAt, cycle }`. An outage of any length is sat out: after each hour of retries the clock
 * rests a minute and begins again. A full execution starts its successor, whose name makes a duplicate impossible.
 */
export function askAndSleep(scope: Construct, asked: IFunction): IChainable {
  const ask = LambdaInvoke.jsonata(scope, 'Ask', {
    lambdaFunction: asked,
    payload: TaskInput.fromObject({
      incidentId: '{% $states.input.incidentId %}',
      clock: '{% $states.input.clock %}',
      generation: '{% $states.input.generation %}',
      cycle: '{% $states.input.cycle %}',
    }),
    outputs: '{% $merge([$states.input, $states.result.Payload]) %}',
    taskTimeout: Timeout.duration(Duration.seconds(60)),
    retryOnServiceExceptions: false,
  });
  const handOver = successorOf(scope);
  const done = new Succeed(scope, 'Done');
  const rest = Wait.jsonata(scope, 'Rest', { time: WaitTime.duration(Duration.seconds(60)) });
  const sleep = Wait.jsonata(scope, 'SleepUntil', { time: WaitTime.timestamp('{% $states.input.wakeAt %}') });

  ask.addRetry({ errors: passing, ...persistently });
  ask.addCatch(rest, {
    outputs: `{% $merge([$states.input, {"cycle": $states.input.cycle + ${cyclesPerFailure}}]) %}`,
  });
  handOver.addRetry({ errors: [successorExists], maxAttempts: 0 });
  handOver.addRetry({ errors: passing, ...persistently });
  const whatNow = Choice.jsonata(scope, 'WhatNow')
    .when(Condition.jsonata('{% $states.input.over %}'), done)
    .when(Condition.jsonata(`{% $states.input.cycle >= ${cyclesPerPart} %}`), handOver)
    .otherwise(sleep);
  sleep.next(ask);
  rest.next(ask);
  handOver.next(done);
  return ask.next(whatNow);
}

/** Written as plain ASL: CDK's own task would grant the machine's role, and make a circle. */
function successorOf(scope: Construct): CustomState {
  const next = '{% $states.input.part + 1 %}';
  const name = ['incidentId', 'clock'].map((part) => `$states.input.${part}`).join(` & '-' & `);
  return new CustomState(scope, 'HandOver', {
    stateJson: {
      Type: 'Task',
      Resource: `arn:${Aws.PARTITION}:states:::states:startExecution`,
      Arguments: {
        StateMachineArn: '{% $states.context.StateMachine.Id %}',
        Name: `{% ${name} & '-g' & $states.input.generation & '-' & ($states.input.part + 1) %}`,
        Input: {
          incidentId: '{% $states.input.incidentId %}',
          clock: '{% $states.input.clock %}',
          generation: '{% $states.input.generation %}',
          part: next,
          cycle: 0,
        },
      },
      TimeoutSeconds: 60,
      // Said here, because CDK's addCatch forgets the Output of a custom state, and the clock would forget its incident.
      Catch: [
        { ErrorEquals: [successorExists], Next: 'Done' },
        { ErrorEquals: ['States.ALL'], Output: '{% $states.input %}', Next: 'Rest' },
      ],
    },
  });
}
