import { fits, fitsArn } from './wildcard';

/** What is known about a call when its conditions are evaluated: one value per key, or several for keys such as `dynamodb:LeadingKeys`. */
export type ConditionContext = Readonly<Record<string, string | readonly string[]>>;

/** One line of a statement's `Condition` block: an operator, a key and the values it is compared with. */
export interface Condition {
  readonly operator: string;
  readonly set: 'ForAnyValue' | 'ForAllValues' | undefined;
  readonly ifExists: boolean;
  readonly key: string;
  readonly values: readonly string[];
}

interface Operator {
  readonly same: (actual: string, wanted: string) => boolean;
  /** A `Not…` operator holds when no wanted value is met, and also when the key is absent. */
  readonly negated?: boolean;
}

const equals = (actual: string, wanted: string): boolean => actual === wanted;
const equalsIgnoringCase = (actual: string, wanted: string): boolean => actual.toLowerCase() === wanted.toLowerCase();
const like = (actual: string, wanted: string): boolean => fits(wanted, actual);
const arnLike = (actual: string, wanted: string): boolean => fitsArn(wanted, actual);
const numeric =
  (compare: (actual: number, wanted: number) => boolean): Operator['same'] =>
  (actual, wanted) =>
    actual.trim() !== '' && compare(Number(actual), Number(wanted));

/** The operators this stack can evaluate; IAM has more, and a policy that uses one of those is refused at start. */
const OPERATORS: Readonly<Record<string, Operator>> = {
  StringEquals: { same: equals },
  StringNotEquals: { same: equals, negated: true },
  StringEqualsIgnoreCase: { same: equalsIgnoringCase },
  StringNotEqualsIgnoreCase: { same: equalsIgnoringCase, negated: true },
  StringLike: { same: like },
  StringNotLike: { same: like, negated: true },
  ArnEquals: { same: arnLike },
  ArnLike: { same: arnLike },
  ArnNotEquals: { same: arnLike, negated: true },
  ArnNotLike: { same: arnLike, negated: true },
  Bool: { same: equalsIgnoringCase },
  NumericEquals: { same: numeric((actual, wanted) => actual === wanted) },
  NumericNotEquals: { same: numeric((actual, wanted) => actual === wanted), negated: true },
  NumericLessThan: { same: numeric((actual, wanted) => actual < wanted) },
  NumericLessThanEquals: { same: numeric((actual, wanted) => actual <= wanted) },
  NumericGreaterThan: { same: numeric((actual, wanted) => actual > wanted) },
  NumericGreaterThanEquals: { same: numeric((actual, wanted) => actual >= wanted) },
};

/**
 * Reads a `Condition` block. Throws, naming the operator and `where` it stands, when it is not one this stack evaluates.
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function parseConditions(block: unknown, where: string): Condition[] {
  if (block === undefined) return [];
  return entriesOf(block, `${where}: Condition`).flatMap(([written, keys]) => {
    const match = /^(?:(ForAnyValue|ForAllValues):)?(\w+?)(IfExists)?$/.exec(written);
    const operator = match?.[2] ?? '';
    const known = operator === 'Null' || Object.hasOwn(OPERATORS, operator);
    if (!match || !known) throw new Error(`${where}: the condition operator ${written} is not one the local IAM knows`);
    return entriesOf(keys, `${where}: Condition.${written}`).map(([key, values]) => ({
      operator,
      set: match[1] as Condition['set'],
      ifExists: match[3] !== undefined,
      key: key.toLowerCase(),
      values: textsOf(values, `${where}: Condition.${written}.${key}`),
    }));
  });
}

/** Whether the condition holds for a call with this context, whose keys must be in lower case. */
export function holds(condition: Condition, context: ConditionContext): boolean {
  const actual = context[condition.key];
  if (condition.operator === 'Null') return condition.values.includes(actual === undefined ? 'true' : 'false');
  const { same, negated = false } = OPERATORS[condition.operator]!;
  const meets = (value: string): boolean => condition.values.some((wanted) => same(value, wanted)) !== negated;
  const values = actual === undefined ? [] : typeof actual === 'string' ? [actual] : actual;
  if (condition.set === 'ForAllValues') return values.every(meets);
  if (actual === undefined) return condition.ifExists || (negated && condition.set === undefined);
  if (condition.set === undefined && values.length > 1) {
    throw new Error(`The condition key ${condition.key} has several values: use ForAnyValue: or ForAllValues:`);
  }
  return values.some(meets);
}

function entriesOf(value: unknown, where: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error(`${where} is not an object`);
  return Object.entries(value);
}

/** One text or a list of texts, as IAM writes them; true, false and numbers become text. Throws for anything else. */
export function textsOf(value: unknown, where: string): string[] {
  return (Array.isArray(value) ? value : [value]).map((item: unknown) => {
    if (typeof item === 'boolean' || typeof item === 'number') return String(item);
    if (typeof item !== 'string') throw new Error(`${where} is not a text: ${JSON.stringify(item)}`);
    if (item.includes('${'))
      throw new Error(`${where} holds a policy variable, which the local IAM does not know: ${item}`);
    return item;
  });
}
