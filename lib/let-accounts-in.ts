import { Aws, CfnResource } from 'aws-cdk-lib';
import type { EventBus } from 'aws-cdk-lib/aws-events';
import type { Configuration } from '../domain/configuration';

/** The account of every local stack: no principal that AWS would know. */
const localAccount = '000000000000';

/**
 * Lets the accounts of the configuration, or of the whole organization, put events on the alert bus, and do nothing else.
 * Which of their events are taken is the rule's business; what a member account sends through `TocsinForwarder` carries its
 * own account id, which AWS writes and nobody can forge.
 * @param home the account of the stack, where it is known: IAM alone lets that one in
 */
export function letAccountsIn(bus: EventBus, configuration: Configuration, home?: string): void {
  const { organizationId, accounts } = configuration;
  const ids = Object.keys(accounts).filter((id) => id !== localAccount && id !== home);
  if (organizationId === undefined && ids.length === 0) return;
  const statement = {
    Effect: 'Allow',
    Action: 'events:PutEvents',
    Resource: bus.eventBusArn,
    ...(organizationId === undefined
      ? { Principal: { AWS: ids.map((id) => `arn:${Aws.PARTITION}:iam::${id}:root`) } }
      : { Principal: '*', Condition: { StringEquals: { 'aws:PrincipalOrgID': organizationId } } }),
  };
  // Not the typed construct: cdk-nag asks that one for a property that is deprecated, and every synth would warn of it.
  const policy = new CfnResource(bus, 'OtherAccounts', {
    type: 'AWS::Events::EventBusPolicy',
    properties: { EventBusName: bus.eventBusName, StatementId: 'OtherAccountsSendAlerts', Statement: statement },
  });
  policy.overrideLogicalId('AlertBusPolicy');
}
