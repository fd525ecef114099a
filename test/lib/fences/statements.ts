import type { Template } from '../../../local/template/template';
import { at, list, ofType, references } from './fence';

export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
  readonly Sid?: string;
}

export interface Policy {
  /** The resource that holds the statements. */
  readonly holder: string;
  /** The roles they are for; empty for resource policies and policies for people. */
  readonly roles: string[];
  readonly statements: Statement[];
}

/** What roles and people may do. */
export function identityPolicies(template: Template): Policy[] {
  const attached = ofType(template, 'AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy').map(({ id, properties }) => ({
    holder: id,
    roles: references(properties['Roles']),
    statements: list<Statement>(at(properties, 'PolicyDocument.Statement')),
  }));
  const inline = ofType(template, 'AWS::IAM::Role').map(({ id, properties }) => ({
    holder: id,
    roles: [id],
    statements: list(properties['Policies']).flatMap((policy) =>
      list<Statement>(at(policy, 'PolicyDocument.Statement')),
    ),
  }));
  return [...attached, ...inline];
}

/** What a role may do, from wherever it is said. */
export function statementsOf(template: Template, role: string): Statement[] {
  return identityPolicies(template)
    .filter(({ roles }) => roles.includes(role))
    .flatMap(({ statements }) => statements);
}

/** What the policies on a queue say. */
export function queueStatements(template: Template, queue: string): Statement[] {
  return ofType(template, 'AWS::SQS::QueuePolicy')
    .filter(({ properties }) => references(properties['Queues']).includes(queue))
    .flatMap(({ properties }) => list<Statement>(at(properties, 'PolicyDocument.Statement')));
}

/** True if a service may put messages into a queue on behalf of one resource, and of no other. */
export function mayDeliver(template: Template, queue: string, service: string, source: string): boolean {
  return queueStatements(template, queue).some(
    ({ Effect, Action, Principal, Condition }) =>
      Effect === 'Allow' &&
      list(Action).includes('sqs:SendMessage') &&
      at(Principal, 'Service') === service &&
      references(Condition?.['ArnEquals']?.['aws:SourceArn']).includes(source),
  );
}
