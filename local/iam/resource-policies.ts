import type { ResolvedResource } from '../template/resolved-resource';
import { textsOf } from './condition';
import { parseStatements, type Statement } from './statement';

/** Statements that hang on one resource: a queue, topic, bucket, function, event bus or secret. */
export interface ResourcePolicy {
  /** The ARN of the resource. */
  readonly on: string;
  readonly statements: readonly Statement[];
}

/** The property that says what each kind of policy hangs on. */
const ATTACHED_BY: Readonly<Record<string, string>> = {
  'AWS::SQS::QueuePolicy': 'Queues',
  'AWS::SQS::QueueInlinePolicy': 'Queue',
  'AWS::SNS::TopicPolicy': 'Topics',
  'AWS::SNS::TopicInlinePolicy': 'TopicArn',
  'AWS::S3::BucketPolicy': 'Bucket',
  'AWS::SecretsManager::ResourcePolicy': 'SecretId',
  'AWS::Lambda::Permission': 'FunctionName',
  'AWS::Events::EventBusPolicy': 'EventBusName',
};

/** Reads every resource policy of the template. Throws when one hangs on something that is not in the template. */
export function resourcePolicies(resources: readonly ResolvedResource[]): ResourcePolicy[] {
  return resources.flatMap((policy) => {
    const property = ATTACHED_BY[policy.type];
    if (!property) return [];
    const targets = textsOf(policy.properties[property] ?? 'default', `${policy.logicalId}: ${property}`);
    return targets.map((target) => {
      const on = arnOf(target, resources);
      if (!on) throw new Error(`${policy.logicalId} hangs on ${target}, which is not in the template`);
      return { on, statements: parseStatements(documentOf(policy, on), policy.logicalId) };
    });
  });
}

/** Statements on this resource or on what it lies in: a bucket's policy speaks of its objects, a function's of its aliases. */
export function statementsOn(policies: readonly ResourcePolicy[], resource: string): Statement[] {
  return policies
    .filter(({ on }) => resource === on || resource.startsWith(`${on}/`) || resource.startsWith(`${on}:`))
    .flatMap(({ statements }) => statements);
}

function arnOf(target: string, resources: readonly ResolvedResource[]): string | undefined {
  return resources.find((resource) => resource.ref === target || resource.arn === target)?.arn;
}

function documentOf(policy: ResolvedResource, on: string): unknown {
  if (policy.type === 'AWS::Lambda::Permission') return permissionDocument(policy, on);
  if (policy.type !== 'AWS::Events::EventBusPolicy') return policy.properties['PolicyDocument'];
  const statement = policy.properties['Statement'];
  if (statement === undefined) throw new Error(`${policy.logicalId}: write the event bus policy as a Statement`);
  return { Statement: [statement] };
}

/** A Lambda permission says in its own words what the function's resource policy will hold. */
function permissionDocument({ properties, logicalId }: ResolvedResource, on: string): unknown {
  const known = ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'];
  const unknown = Object.keys(properties).find((property) => !known.includes(property));
  if (unknown)
    throw new Error(`${logicalId}: the local IAM does not know the property ${unknown} of a Lambda permission`);
  const principal = String(properties['Principal']);
  const { SourceArn, SourceAccount } = properties;
  const condition = {
    ...(SourceArn !== undefined && { ArnLike: { 'aws:SourceArn': SourceArn } }),
    ...(SourceAccount !== undefined && { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
  };
  return {
    Statement: {
      Effect: 'Allow',
      Action: properties['Action'],
      Resource: [on, `${on}:*`],
      Principal:
        principal === '*' ? '*' : principal.endsWith('.amazonaws.com') ? { Service: principal } : { AWS: principal },
      Condition: condition,
    },
  };
}
