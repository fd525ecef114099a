import { Aws } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IEventBus } from 'aws-cdk-lib/aws-events';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { Archived } from './alert-intake';
import { named } from './named';
import type { ResponderApi } from './responder-api';

export interface PeoplePoliciesProps {
  readonly api: ResponderApi;
  readonly alertBus: IEventBus;
  readonly archives: readonly Archived[];
  readonly alertQueue: IQueue;
  readonly deadLetterQueues: readonly IQueue[];
}

/** What people may be given: `responders` use the command line, `operators` also look after Tocsin itself. */
export class PeoplePolicies extends Construct {
  readonly responders: ManagedPolicy;
  readonly operators: ManagedPolicy;

  constructor(scope: Construct, id: string, props: PeoplePoliciesProps) {
    super(scope, id);
    const responders = useTheCommandLine(props.api);
    this.responders = this.policy('ResponderPolicy', 'Use the tocsin command line', responders);
    const operators = [...responders, ...lookAfterTocsin(props)];
    this.operators = this.policy('OperatorPolicy', 'Use the tocsin command line and look after Tocsin', operators);
    acknowledge(this.operators, {
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:events:<AWS::Region>:<AWS::AccountId>:replay/tocsin-*]':
        'A replay gets its name when it starts.',
      'AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:<AWS::StackName>-*]':
        'To look, alone, at the subscriptions of this stack; naming each topic would not fit into a policy.',
      'AwsSolutions-IAM5[Resource::*]': 'SNS knows no resource for what an account may send: these look, alone.',
    });
  }

  private policy(id: string, description: string, statements: PolicyStatement[]): ManagedPolicy {
    const policy = named(new ManagedPolicy(this, id, { description, statements }), id);
    const anyId = [
      'GET/incidents/*',
      'POST/incidents/*/*',
      'POST/triage/*/*',
      'POST/components/*',
      'POST/silences/*/end',
      'POST/on-call/overrides/*/end',
      'POST/maintenances/*/*',
    ];
    for (const path of anyId) {
      const resource = `arn:<AWS::Partition>:execute-api:<AWS::Region>:<AWS::AccountId>:<ResponderHttpApi>/$default/${path}`;
      acknowledge(policy, {
        [`AwsSolutions-IAM5[Resource::${resource}]`]:
          'Any of them, any command: the API says which commands there are.',
      });
    }
    return policy;
  }
}

/** The replays that the command line starts. */
const replays = `arn:${Aws.PARTITION}:events:${Aws.REGION}:${Aws.ACCOUNT_ID}:replay/tocsin-*`;

function useTheCommandLine(api: ResponderApi): PolicyStatement[] {
  return [
    new PolicyStatement({ sid: 'Commands', actions: ['execute-api:Invoke'], resources: api.commandArns() }),
    new PolicyStatement({ sid: 'FindTheApi', actions: ['cloudformation:DescribeStacks'], resources: [Aws.STACK_ID] }),
  ];
}

function lookAfterTocsin({ alertBus, archives, alertQueue, deadLetterQueues }: PeoplePoliciesProps): PolicyStatement[] {
  return [
    new PolicyStatement({
      sid: 'ReadAndRedriveDeadLetters',
      actions: [
        'sqs:GetQueueAttributes',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
        'sqs:StartMessageMoveTask',
        'sqs:CancelMessageMoveTask',
        'sqs:ListMessageMoveTasks',
      ],
      resources: deadLetterQueues.map((queue) => queue.queueArn),
    }),
    new PolicyStatement({
      sid: 'RedriveAlerts',
      actions: ['sqs:GetQueueAttributes', 'sqs:SendMessage'],
      resources: [alertQueue.queueArn],
    }),
    new PolicyStatement({
      sid: 'ReplayAlerts',
      actions: ['events:StartReplay'],
      resources: [...archives.flatMap(({ archiveArn, busArn }) => [archiveArn, busArn]), replays],
    }),
    new PolicyStatement({
      sid: 'LookAtSubscriptions',
      actions: ['sns:ListSubscriptionsByTopic'],
      resources: [`arn:${Aws.PARTITION}:sns:${Aws.REGION}:${Aws.ACCOUNT_ID}:${Aws.STACK_NAME}-*`],
    }),
    new PolicyStatement({
      sid: 'LookAtTextMessages',
      actions: ['sns:GetSMSSandboxAccountStatus', 'sns:GetSMSAttributes', 'sns:ListOriginationNumbers'],
      resources: ['*'],
    }),
    new PolicyStatement({ sid: 'SendAlerts', actions: ['events:PutEvents'], resources: [alertBus.eventBusArn] }),
  ];
}
