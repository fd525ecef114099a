import { DeliveryError, type DeliveryTarget } from './event-bridge/deliveries';
import type { Permission } from './engine';
import type { FaultSwitch } from './faults/fault-switch';
import type { LambdaEngine } from './lambda/lambda-engine';
import type { Permissions } from './permissions';
import type { SnsEngine } from './sns/sns-engine';
import type { MessageAttributes } from './sqs/message-attributes';
import type { SqsEngine } from './sqs/sqs-engine';
import type { StepFunctionsEngine } from './step-functions/step-functions-engine';

/** The engines that can be at the receiving end. */
export interface Receivers {
  readonly sqs: SqsEngine;
  readonly sns: SnsEngine;
  readonly lambda: LambdaEngine;
  readonly stepFunctions: StepFunctionsEngine;
}

/** What a resource must allow for a delivery to it, by the service in its ARN. */
const ACTION: Readonly<Record<string, string>> = {
  sqs: 'sqs:SendMessage',
  sns: 'sns:Publish',
  lambda: 'lambda:InvokeFunction',
  states: 'states:StartExecution',
};

/** Deliveries from one service to another: checked against the receiver's policy, then put into its engine. */
export class TargetDelivery {
  constructor(
    private readonly permissions: Permissions,
    private readonly faults: FaultSwitch,
    private readonly receivers: () => Receivers,
  ) {}

  /** EventBridge to a rule's target; answers when the target has accepted the event. @throws DeliveryError */
  async fromRule({ arn, ruleArn, roleArn, input }: DeliveryTarget): Promise<void> {
    const permission = permissionFor(arn);
    const service = ruleArn.split(':')[2] === 'scheduler' ? 'scheduler.amazonaws.com' : 'events.amazonaws.com';
    const reason = roleArn
      ? this.permissions.refusalOf({ accessKeyId: ruleArn, roleArn }, permission)
      : this.permissions.deliveryRefusalOf(service, ruleArn, permission);
    if (reason !== undefined) throw new DeliveryError('NO_PERMISSIONS', reason, false);
    const operation = arn.split(':')[2] === 'lambda' ? 'DeliverToFunction' : 'DeliverToQueue';
    const kind = this.faults.meet(ruleArn.split('/').at(-1)!, service.split('.')[0]!, operation);
    await this.faults.carryOut(kind, async () => this.handEvent(arn, input), {
      broken: () => undelivered('Injected fault'),
      throttled: () => undelivered('Rate exceeded (injected fault)'),
      lost: () => undefined,
    });
  }

  private handEvent(arn: string, input: string): void {
    try {
      this.hand(arn, input);
    } catch (error) {
      throw new DeliveryError('RESOURCE_NOT_FOUND', (error as Error).message, false);
    }
  }

  /** EventBridge to the dead-letter queue of a target. */
  async deadLetter(queueArn: string, body: string, attributes: Readonly<Record<string, string>>): Promise<void> {
    const ruleArn = attributes.RULE_ARN ?? attributes.SCHEDULE_ARN ?? '';
    const reason = this.permissions.deliveryRefusalOf('events.amazonaws.com', ruleArn, permissionFor(queueArn));
    if (reason !== undefined) throw new Error(reason);
    this.receivers().sqs.send(queueArn, body, textAttributes(attributes));
  }

  /** SNS to a queue or function that is subscribed to a topic. What may not enter is lost, as SNS loses it. */
  fromTopic(topicArn: string, arn: string, body: string, attributes: MessageAttributes = {}): void {
    if (this.permissions.deliveryRefusalOf('sns.amazonaws.com', topicArn, permissionFor(arn)) !== undefined) return;
    this.hand(arn, body, attributes);
  }

  /** Lambda to a failure destination or dead-letter queue, with the function's own role. */
  fromFunction(
    from: { readonly accessKeyId: string; readonly roleArn: string },
    arn: string,
    body: string,
    attributes: Readonly<Record<string, string>> = {},
  ): void {
    if (this.permissions.refusalOf(from, permissionFor(arn)) !== undefined) return;
    this.hand(arn, body, textAttributes(attributes));
  }

  private hand(arn: string, body: string, attributes: MessageAttributes = {}): void {
    const { sqs, sns, lambda, stepFunctions } = this.receivers();
    switch (arn.split(':')[2]) {
      case 'sqs':
        return sqs.send(arn, body, attributes);
      case 'sns':
        return sns.publish(arn, body);
      case 'lambda':
        return void lambda.accept(arn, body);
      default:
        return void stepFunctions.start({ stateMachineArn: arn, input: body });
    }
  }
}

function undelivered(why: string): never {
  throw new DeliveryError('THROTTLING', why, true);
}

function permissionFor(arn: string): Permission {
  const action = ACTION[arn.split(':')[2] ?? ''];
  if (action === undefined)
    throw new DeliveryError('RESOURCE_NOT_FOUND', `The local stack cannot deliver to ${arn}`, false);
  return { action, resource: arn };
}

function textAttributes(attributes: Readonly<Record<string, string>>): MessageAttributes {
  return Object.fromEntries(
    Object.entries(attributes).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}
