import { holds, type ConditionContext } from './condition';
import { includes, type Asker } from './principal';
import type { Scope, Statement } from './statement';
import { fits } from './wildcard';

/** One thing somebody wants to do. Condition keys may be written in any case. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: ConditionContext;
  /** Who asks; needed where the statements come from a resource policy. */
  readonly principal?: Asker;
}

/** `silent` is IAM's implicit deny: no statement speaks of the question. */
export type Verdict = 'allow' | 'deny' | 'silent';

/**
 * What the statements say together: one Deny outweighs every Allow.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function evaluate(statements: readonly Statement[], question: Question): Verdict {
  const context = Object.fromEntries(
    Object.entries(question.conditions ?? {}).map(([key, value]) => [key.toLowerCase(), value]),
  );
  let allowed = false;
  for (const statement of statements) {
    if (statement.effect === 'Allow' && allowed) continue;
    if (!speaksOf(statement, question, context)) continue;
    if (statement.effect === 'Deny') return 'deny';
    allowed = true;
  }
  return allowed ? 'allow' : 'silent';
}

/** Whether the statements, taken together, allow it. */
export function isAllowed(statements: readonly Statement[], question: Question): boolean {
  return evaluate(statements, question) === 'allow';
}

function speaksOf(statement: Statement, question: Question, context: ConditionContext): boolean {
  return (
    covers(statement.actions, question.action, true) &&
    covers(statement.resources, question.resource, false) &&
    isAbout(statement, question.principal) &&
    statement.conditions.every((condition) => holds(condition, context))
  );
}

function covers(scope: Scope, text: string, ignoreCase: boolean): boolean {
  return scope.patterns.some((pattern) => fits(pattern, text, ignoreCase)) !== scope.not;
}

/** An Allow for a whole account only lets that account's identity policies grant; a Deny for it binds every role. */
function isAbout(statement: Statement, asker: Asker | undefined): boolean {
  if (!statement.principals) return true;
  if (!asker) return statement.principals.everyone;
  return includes(statement.principals, asker, statement.effect === 'Allow');
}
