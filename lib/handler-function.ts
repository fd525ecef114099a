import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { HandlerCode, HandlerName } from './handler-code';
import { named } from './named';

export interface HandlerFunctionProps {
  readonly code: HandlerCode;
  /** One sentence for the console. */
  readonly description: string;
  readonly timeout: Duration;
  /** In MB; 256 where nothing else is said. */
  readonly memory?: number;
  readonly environment: Readonly<Record<string, string>>;
  /** What it may do, action list by exact resources. */
  readonly may: readonly Allowance[];
  /** Where an asynchronous invocation goes that failed three times; left out for functions that are never called so. */
  readonly failuresTo?: IQueue;
}

/** `[actions, resource ARNs]`. */
export type Allowance = readonly [actions: readonly string[], resources: readonly string[]];

/**
 * One handler as a Lambda function with a role and a log group of its own. It may write its own log and what `may`
 * says, nothing else: no managed policy, no wildcard.
 */
export class HandlerFunction extends LambdaFunction {
  constructor(scope: Construct, name: HandlerName, props: HandlerFunctionProps) {
    const id = pascalCase(name);
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    super(scope, id, {
      description: props.description,
      code: props.code(name),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 256,
      timeout: props.timeout,
      environment: { ...props.environment },
      role,
      logGroup,
      ...(props.failuresTo && {
        retryAttempts: 2,
        maxEventAge: Duration.hours(6),
        onFailure: new SqsDestination(props.failuresTo),
      }),
    });
    named(logGroup, `${id}Log`);
    named(role, `${id}Role`);
    named(this, id);
    this.may(['logs:CreateLogStream', 'logs:PutLogEvents'], [logGroup.logGroupArn]);
    for (const [actions, resources] of props.may) this.may(actions, resources);
  }

  /** Allows one thing more: for what exists only after the function. */
  may(actions: readonly string[], resources: readonly string[]): void {
    this.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources] }));
  }
}

/** `escalate-incident` → `EscalateIncident`. */
export function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
