import { Aws, RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, QueryLanguage, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import { askAndSleep } from './ask-and-sleep';
import type { HandlerFunction } from './handler-function';
import { named } from './named';

/**
 * A clock for promises: it asks a function what is due, sleeps until the time that it answers, and asks again. It knows
 * nothing else: a fact that is only in a state machine is a fact that a wake-up cannot check.
 */
export class PromiseClock extends Construct {
  readonly machine: StateMachine;

  /** @param asked the function that says when to ask next, and that it is over */
  constructor(scope: Construct, id: string, asked: HandlerFunction) {
    super(scope, id);
    const log = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(log, `${id}Log`);
    const role = this.role(asked);
    named(role, `${id}Role`);
    this.machine = new StateMachine(this, 'Machine', {
      definitionBody: DefinitionBody.fromChainable(askAndSleep(this, asked)),
      queryLanguage: QueryLanguage.JSONATA,
      stateMachineType: StateMachineType.STANDARD,
      // Everything the machine may do is said here; CDK would add wildcards, and a circle.
      role: role.withoutPolicyUpdates(),
      logs: { destination: log, level: LogLevel.ERROR, includeExecutionData: false },
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(this.machine, id);
    this.letItStartItsSuccessor(role, id);
    acknowledge(this, {
      'AwsSolutions-SF1': 'ALL costs money for each transition and says nothing more: the timeline is in the table.',
      'AwsSolutions-SF2': 'Nothing is traced: a clock asks one function, whose log says what it was asked.',
    });
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'Step Functions can only be let to deliver logs on all resources.',
    });
  }

  private role(asked: HandlerFunction): Role {
    const ask = new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [asked.functionArn] });
    const deliverLogs = new PolicyStatement({
      actions: [
        'logs:CreateLogDelivery',
        'logs:GetLogDelivery',
        'logs:UpdateLogDelivery',
        'logs:DeleteLogDelivery',
        'logs:ListLogDeliveries',
        'logs:PutResourcePolicy',
        'logs:DescribeResourcePolicies',
        'logs:DescribeLogGroups',
      ],
      resources: ['*'],
    });
    return new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      // Inline, so that all of it is there before the machine: Step Functions checks the log permissions when it makes one.
      inlinePolicies: { Clock: new PolicyDocument({ statements: [ask, deliverLogs] }) },
    });
  }

  /** A policy of its own, after the machine: one that the machine waited for would be a circle that cannot be deployed. */
  private letItStartItsSuccessor(role: Role, id: string): void {
    const policy = new Policy(this, 'SuccessorPolicy', {
      roles: [role],
      statements: [
        new PolicyStatement({ actions: ['states:StartExecution'], resources: [this.machine.stateMachineArn] }),
      ],
    });
    named(policy, `${id}Successor`);
  }
}
