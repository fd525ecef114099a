import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { Configuration } from '../domain/configuration';
import { acknowledge } from './acknowledge';
import { named } from './named';

/** Whether anybody is reached at an address that must not be in the configuration. */
export function needsAddresses({ responders, paging }: Configuration): boolean {
  return responders.some(({ push }) => push !== undefined) || (paging?.chats ?? []).length > 0;
}

/** The addresses of push apps and chat rooms. It is empty at first: an operator fills it (docs/on-call.md), and no deployment overwrites it. */
export class ChannelAddresses extends Secret {
  constructor(scope: Construct, id: string) {
    super(scope, id, {
      description: 'Where push apps and chat rooms are reached',
      secretStringValue: SecretValue.unsafePlainText('{}'),
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(this, id);
    acknowledge(this, {
      'AwsSolutions-SMG4': 'It holds what people and chat programs gave us; nobody but them could change it.',
    });
  }
}
