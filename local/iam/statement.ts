import { parseConditions, textsOf, type Condition } from './condition';
import { parsePrincipals, type Principals } from './principal';

/** What a statement covers: the patterns, or (`not`) everything but them. */
export interface Scope {
  readonly not: boolean;
  readonly patterns: readonly string[];
}

/** One statement of a policy, read and checked. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly actions: Scope;
  readonly resources: Scope;
  /** Undefined in an identity policy: it speaks of whoever it is attached to. */
  readonly principals: Principals | undefined;
  readonly conditions: readonly Condition[];
}

const FIELDS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Principal', 'Condition'];

/** Reads a policy document's statements. Throws, naming `where` and the statement, for a field or shape the local IAM does not know. */
export function parseStatements(document: unknown, where: string): Statement[] {
  const written = (document as { Statement?: unknown } | undefined)?.Statement;
  if (written === undefined) throw new Error(`${where}: the policy document has no Statement`);
  return (Array.isArray(written) ? written : [written]).map((statement: unknown, index) =>
    parseStatement(statement as Record<string, unknown>, `${where}, statement ${index + 1}`),
  );
}

function parseStatement(written: Record<string, unknown>, where: string): Statement {
  const unknown = Object.keys(written).find((field) => !FIELDS.includes(field));
  if (unknown) throw new Error(`${where}: the local IAM does not know the field ${unknown}`);
  const effect = written['Effect'];
  if (effect !== 'Allow' && effect !== 'Deny') throw new Error(`${where}: Effect must be Allow or Deny`);
  return {
    effect,
    actions: parseScope(written, 'Action', where),
    resources: parseScope(written, 'Resource', where),
    principals: written['Principal'] === undefined ? undefined : parsePrincipals(written['Principal'], where),
    conditions: parseConditions(written['Condition'], where),
  };
}

function parseScope(written: Record<string, unknown>, field: 'Action' | 'Resource', where: string): Scope {
  const positive = written[field];
  const negative = written[`Not${field}`];
  if ((positive === undefined) === (negative === undefined)) {
    throw new Error(`${where} needs either ${field} or Not${field}`);
  }
  return { not: positive === undefined, patterns: textsOf(positive ?? negative, `${where}: ${field}`) };
}
