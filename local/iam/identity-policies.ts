import type { ResolvedResource } from '../template/resolved-resource';
import { textsOf } from './condition';
import { parseStatements, type Statement } from './statement';

/** AWS's own policies that a template may attach and that grant nothing the local engines serve (logs and traces only). */
const HARMLESS = ['AWSLambdaBasicExecutionRole', 'AWSXRayDaemonWriteAccess', 'AWSXrayWriteOnlyAccess'];

/** Every role of the template, by ARN, with all the statements of the policies that hang on it. */
export function identityPolicies(resources: readonly ResolvedResource[]): Map<string, Statement[]> {
  const roles = resources.filter((resource) => resource.type === 'AWS::IAM::Role');
  const managed = new Map(
    resources
      .filter((resource) => resource.type === 'AWS::IAM::ManagedPolicy')
      .map((policy) => [policy.ref, parseStatements(policy.properties['PolicyDocument'], policy.logicalId)]),
  );
  const byRole = new Map(roles.map((role) => [role.arn, ownStatements(role, managed)]));
  for (const policy of resources) {
    const statements = attachedStatements(policy, managed);
    if (!statements) continue;
    for (const name of textsOf(policy.properties['Roles'] ?? policy.properties['RoleName'] ?? [], policy.logicalId)) {
      const role = roles.find((candidate) => candidate.ref === name);
      if (!role) throw new Error(`${policy.logicalId} is attached to the role ${name}, which is not in the template`);
      byRole.get(role.arn)!.push(...statements);
    }
  }
  return byRole;
}

function ownStatements(role: ResolvedResource, managed: ReadonlyMap<string, Statement[]>): Statement[] {
  if (role.properties['PermissionsBoundary'] !== undefined) {
    throw new Error(`${role.logicalId}: the local IAM does not know PermissionsBoundary`);
  }
  const inline = (role.properties['Policies'] ?? []) as { PolicyName: string; PolicyDocument: unknown }[];
  const arns = textsOf(role.properties['ManagedPolicyArns'] ?? [], `${role.logicalId}: ManagedPolicyArns`);
  return [
    ...inline.flatMap((policy) => parseStatements(policy.PolicyDocument, `${role.logicalId}/${policy.PolicyName}`)),
    ...arns.flatMap((arn) => managed.get(arn) ?? harmless(arn, role)),
  ];
}

function harmless(arn: string, role: ResolvedResource): [] {
  if (HARMLESS.includes(arn.split('/').pop()!)) return [];
  throw new Error(`${role.logicalId}: the local IAM does not know what the managed policy ${arn} grants`);
}

function attachedStatements(
  policy: ResolvedResource,
  managed: ReadonlyMap<string, Statement[]>,
): Statement[] | undefined {
  if (policy.type === 'AWS::IAM::ManagedPolicy') return managed.get(policy.ref);
  if (policy.type !== 'AWS::IAM::Policy' && policy.type !== 'AWS::IAM::RolePolicy') return undefined;
  return parseStatements(policy.properties['PolicyDocument'], policy.logicalId);
}
