import { isTimestamp } from './duration';
import { found, lookUp, parseReference } from './reference';
import type { Scope } from './scope';

type Rule = Readonly<Record<string, unknown>>;
type Comparison = (one: string | number | boolean, other: string | number | boolean) => boolean;

const NOT_OPERATORS = ['Variable', 'Next', 'Assign', 'Comment'];

const COMPARISONS: Readonly<Record<string, Comparison>> = {
  Equals: (one, other) => one === other,
  LessThan: (one, other) => one < other,
  GreaterThan: (one, other) => one > other,
  LessThanEquals: (one, other) => one <= other,
  GreaterThanEquals: (one, other) => one >= other,
};

const IS: Readonly<Record<string, (value: unknown) => boolean>> = {
  IsNull: (value) => value === null,
  IsString: (value) => typeof value === 'string',
  IsNumeric: (value) => typeof value === 'number',
  IsBoolean: (value) => typeof value === 'boolean',
  IsTimestamp: (value) => isTimestamp(value),
};

const COMPARES =
  /^(String|Numeric|Boolean|Timestamp)(Equals|LessThan|GreaterThan|LessThanEquals|GreaterThanEquals)(Path)?$/;

/** Reads a JSONPath choice rule once. Throws, naming `where`, for an operator that the States Language does not have. */
export function checkRule(rule: Rule, where: string): void {
  const [operator, operand] = operatorOf(rule, where);
  if (operator === 'And' || operator === 'Or') {
    (operand as Rule[]).forEach((part, index) => checkRule(part, `${where}.${operator}[${index}]`));
    return;
  }
  if (operator === 'Not') return checkRule(operand as Rule, `${where}.Not`);
  parseReference(String(rule['Variable']), `${where}.Variable`);
  const comparison = COMPARES.exec(operator);
  if (comparison?.[3]) parseReference(String(operand), `${where}.${operator}`);
  const known = comparison && !(comparison[1] === 'Boolean' && comparison[2] !== 'Equals');
  if (!known && operator !== 'IsPresent' && operator !== 'StringMatches' && !IS[operator]) {
    throw new Error(`${where}: the choice operator ${operator} is not known`);
  }
}

/** Whether the rule holds. @throws StatesError `States.Runtime` when its variable is not there */
export function ruleHolds(rule: Rule, input: unknown, scope: Scope): boolean {
  const [operator, operand] = operatorOf(rule, 'a choice rule');
  if (operator === 'And') return (operand as Rule[]).every((part) => ruleHolds(part, input, scope));
  if (operator === 'Or') return (operand as Rule[]).some((part) => ruleHolds(part, input, scope));
  if (operator === 'Not') return !ruleHolds(operand as Rule, input, scope);
  const variable = rule['Variable'] as string;
  if (operator === 'IsPresent') return (lookUp(variable, input, scope) !== undefined) === operand;
  const value = found(variable, input, scope);
  if (IS[operator]) return IS[operator](value) === operand;
  if (operator === 'StringMatches') return typeof value === 'string' && glob(operand as string).test(value);
  const [, type, comparison, path] = COMPARES.exec(operator)!;
  const one = comparable(value, type!);
  const other = comparable(path ? found(operand as string, input, scope) : operand, type!);
  return one !== undefined && other !== undefined && COMPARISONS[comparison!]!(one, other);
}

function operatorOf(rule: Rule, where: string): [string, unknown] {
  const operators = Object.entries(rule).filter(([key]) => !NOT_OPERATORS.includes(key));
  if (operators.length !== 1) throw new Error(`${where} needs exactly one operator, not ${JSON.stringify(rule)}`);
  return operators[0]!;
}

/** The value as something that this type of operator compares, or undefined: a comparison across types never holds. */
function comparable(value: unknown, type: string): string | number | boolean | undefined {
  if (type === 'Timestamp') return isTimestamp(value) ? Date.parse(value) : undefined;
  const wanted = { String: 'string', Numeric: 'number', Boolean: 'boolean' }[type];
  return typeof value === wanted ? (value as string | number | boolean) : undefined;
}

function glob(pattern: string): RegExp {
  const source = pattern.replace(/\\([*\\])|([.+?^${}()|[\]\\])|\*/g, (_all, escaped?: string, special?: string) =>
    (escaped ?? special) ? `\\${escaped ?? special}` : '.*',
  );
  return new RegExp(`^${source}$`, 's');
}
