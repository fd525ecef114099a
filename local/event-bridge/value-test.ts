import { isCidr, isInCidr } from './cidr';

/** A leaf of an event: what a pattern's tests are put to. */
export type Leaf = string | number | boolean | null;

/** One test of a pattern's list, ready to be put to a leaf. `absent` is `{ "exists": false }`: it holds when there is no leaf at all. */
export type ValueTest = 'absent' | ((value: Leaf) => boolean);

type Shape = Record<string, unknown>;

/**
 * Reads one element of a pattern's list. `where` is the field's path, for errors.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html
 * @throws Error for an operator or an operand that EventBridge does not know, or that this matcher would not match truly
 */
export function parseValueTest(written: unknown, where: string): ValueTest {
  if (isLeaf(written)) return (value) => value === written;
  const [operator, operand] = onlyEntry(written, where);
  if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw new Error(`${where}: exists takes true or false`);
    return operand ? () => true : 'absent';
  }
  if (operator === 'anything-but') return anythingBut(operand, where);
  if (operator === 'numeric') return numeric(operand, where);
  if (operator === 'cidr') {
    const block = text(operand, operator, where);
    if (!isCidr(block)) throw new Error(`${where}: ${block} is not a CIDR block`);
    return onText((value) => isInCidr(value, block));
  }
  return onText(parseTextTest(operator, operand, where));
}

type TextTest = (value: string) => boolean;

function onText(test: TextTest): (value: Leaf) => boolean {
  return (value) => typeof value === 'string' && test(value);
}

function parseTextTest(operator: string, operand: unknown, where: string): TextTest {
  switch (operator) {
    case 'prefix':
    case 'suffix': {
      const starts = operator === 'prefix';
      const meets = (value: string, edge: string): boolean => (starts ? value.startsWith(edge) : value.endsWith(edge));
      if (typeof operand === 'string') return (value) => meets(value, operand);
      const [inner, edge] = onlyEntry(operand, where);
      if (inner !== 'equals-ignore-case') throw new Error(`${where}: ${operator} does not take ${inner}`);
      const lower = text(edge, inner, where).toLowerCase();
      return (value) => meets(value.toLowerCase(), lower);
    }
    case 'equals-ignore-case': {
      const lower = text(operand, operator, where).toLowerCase();
      return (value) => value.toLowerCase() === lower;
    }
    case 'wildcard': {
      const expression = wildcard(text(operand, operator, where), where);
      return (value) => expression.test(value);
    }
    default:
      throw new Error(`${where}: the event pattern operator ${operator} is not known`);
  }
}

function anythingBut(operand: unknown, where: string): ValueTest {
  const list: unknown[] = Array.isArray(operand) ? operand : [operand];
  if (list.length === 0) throw new Error(`${where}: anything-but needs a value`);
  if (['string', 'number'].some((type) => list.every((item) => typeof item === type))) {
    return (value) => !list.some((item) => item === value);
  }
  const [operator, inner] = onlyEntry(operand, `${where}: anything-but`);
  const inners: unknown[] = Array.isArray(inner) ? inner : [inner];
  const tests = inners.map((item) => parseTextTest(operator, text(item, operator, where), where));
  return (value) => typeof value !== 'string' || !tests.some((test) => test(value));
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

function numeric(operand: unknown, where: string): ValueTest {
  const list: unknown[] = Array.isArray(operand) ? operand : [];
  const pairs = [list.slice(0, 2), list.slice(2)].filter((pair) => pair.length > 0);
  const tests = pairs.map(([sign, bound]) => {
    const compare = COMPARISONS[String(sign)];
    if (!compare || typeof bound !== 'number') {
      throw new Error(`${where}: ${JSON.stringify(operand)} is not one or two comparisons with numbers`);
    }
    return (value: number) => compare(value, bound);
  });
  if (tests.length === 0) throw new Error(`${where}: numeric needs a comparison`);
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function wildcard(pattern: string, where: string): RegExp {
  if (/(^|[^\\])\*\*/.test(pattern)) throw new Error(`${where}: two stars in a row in the wildcard ${pattern}`);
  const source = pattern.replace(/\\([*\\])|([.+?^${}()|[\]\\])|\*/g, (_match, escaped?: string, special?: string) =>
    escaped ? `\\${escaped}` : special ? `\\${special}` : '.*',
  );
  return new RegExp(`^${source}$`, 's');
}

function isLeaf(value: unknown): value is Leaf {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function onlyEntry(value: unknown, where: string): [string, unknown] {
  const entries =
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value as Shape) : [];
  if (entries.length !== 1) throw new Error(`${where}: expected one operator, not ${JSON.stringify(value)}`);
  return entries[0]!;
}

function text(value: unknown, operator: string, where: string): string {
  if (typeof value !== 'string' || value === '')
    throw new Error(`${where}: ${operator} takes a text that is not empty`);
  return value;
}
