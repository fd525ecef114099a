import type { Caller, Permission } from '../engine';
import type { ResolvedResource } from '../template/resolved-resource';
import { evaluate, isAllowed, type Question, type Verdict } from './evaluate';
import { identityPolicies } from './identity-policies';
import type { Asker } from './principal';
import { resourcePolicies, statementsOn, type ResourcePolicy } from './resource-policies';
import type { Statement } from './statement';

/** Whether something may happen, and in one sentence why, in AWS's own words where it may not. */
export interface Decision {
  readonly allowed: boolean;
  readonly reason: string;
}

/**
 * The account's permissions, as the template's roles and policies give them. Everything is read and checked once, here:
 * a policy with an element that it could not evaluate truly is refused at start, never guessed at.
 */
export class Iam {
  private readonly byRole: ReadonlyMap<string, readonly Statement[]>;
  private readonly onResources: readonly ResourcePolicy[];
  private readonly owner: string;

  constructor(resources: readonly ResolvedResource[]) {
    this.byRole = identityPolicies(resources);
    this.onResources = resourcePolicies(resources);
    const account = resources.map((resource) => resource.arn.split(':')[4]).find(Boolean);
    this.owner = `arn:aws:iam::${account}:root`;
  }

  /** The actions that a role's own policies allow, as they are written there. */
  grantsOf(roleArn: string): readonly string[] {
    const allowed = (this.byRole.get(roleArn) ?? []).filter(({ effect }) => effect === 'Allow');
    return allowed.flatMap(({ actions }) => actions.patterns);
  }

  /**
   * Whether this caller may make this call: its role's policies or the resource's own must allow it and none may deny it.
   * The account's owner may do all that no resource policy denies.
   */
  mayCall(caller: Caller, permission: Permission): Decision {
    const { roleArn } = caller;
    const conditions = {
      'aws:SecureTransport': 'true',
      'aws:PrincipalIsAWSService': 'false',
      ...(roleArn && { 'aws:PrincipalArn': roleArn, 'aws:PrincipalAccount': roleArn.split(':')[4]! }),
      ...permission.conditions,
    };
    const principal: Asker = { role: roleArn ?? this.owner };
    const question = { ...permission, conditions, principal };
    const who = `User: ${roleArn ?? 'the account owner'} (${caller.accessKeyId})`;
    const onResource = this.verdictOfResource(question);
    if (onResource === 'deny') return refused(who, permission, 'with an explicit deny in a resource-based policy');
    if (!roleArn) return { allowed: true, reason: 'the account owner may do everything' };
    const statements = this.byRole.get(roleArn);
    if (!statements) return refused(who, permission, 'because the role is not in the template');
    const onRole = evaluate(statements, question);
    if (onRole === 'deny') return refused(who, permission, 'with an explicit deny in an identity-based policy');
    if (onRole === 'allow') return { allowed: true, reason: `a policy of ${roleArn} allows it` };
    if (onResource === 'allow') return { allowed: true, reason: `a policy of ${permission.resource} allows it` };
    return refused(who, permission, `because no identity-based policy allows the ${permission.action} action`);
  }

  /** Whether the resource lets an AWS service in, e.g. `sns.amazonaws.com` into a queue. The conditions should hold `aws:SourceArn` and `aws:SourceAccount`. */
  mayDeliver(service: string, permission: Permission): Decision {
    const conditions = {
      'aws:SecureTransport': 'true',
      'aws:PrincipalIsAWSService': 'true',
      'aws:PrincipalServiceName': service,
      ...permission.conditions,
    };
    const question = { ...permission, conditions, principal: { service } };
    return isAllowed(statementsOn(this.onResources, permission.resource), question)
      ? { allowed: true, reason: `a policy of ${permission.resource} allows ${service}` }
      : refused(`Service: ${service}`, permission, 'because no resource-based policy allows it, or one denies it');
  }

  private verdictOfResource(question: Question): Verdict {
    return evaluate(statementsOn(this.onResources, question.resource), question);
  }
}

function refused(who: string, permission: Permission, because: string): Decision {
  const { action, resource } = permission;
  return {
    allowed: false,
    reason: `${who} is not authorized to perform: ${action} on resource: ${resource} ${because}`,
  };
}
