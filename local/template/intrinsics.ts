import { isRecord, TemplateError } from './template';

/** What an intrinsic function may ask about the rest of the template. */
export interface Lookup {
  /** Value of `Ref`; undefined for `AWS::NoValue`. */
  ref(name: string, where: string): unknown;
  attribute(logicalId: string, attribute: string, where: string): unknown;
  condition(name: string, where: string): boolean;
  mapping(map: string, first: string, second: string, where: string): unknown;
}

/** Replaces every intrinsic function in `value`. `where` names the place in messages, e.g. `AlertQueue.RedrivePolicy`. */
export function evaluate(value: unknown, lookup: Lookup, where: string): unknown {
  if (Array.isArray(value)) {
    return value
      .map((item, index) => evaluate(item, lookup, `${where}[${index}]`))
      .filter((item) => item !== undefined);
  }
  if (!isRecord(value)) return value;
  const keys = Object.keys(value);
  const only = keys.length === 1 ? keys[0]! : '';
  if (only === 'Ref' || only.startsWith('Fn::') || (only === 'Condition' && typeof value[only] === 'string')) {
    return call(only, value[only], lookup, where);
  }
  const entries = keys.map((key) => [key, evaluate(value[key], lookup, `${where}.${key}`)] as const);
  return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
}

function call(name: string, argument: unknown, lookup: Lookup, where: string): unknown {
  if (name === 'Ref') return lookup.ref(String(argument), where);
  if (name === 'Condition') return lookup.condition(String(argument), where);
  if (name === 'Fn::GetAtt') {
    const [id, ...rest] = Array.isArray(argument) ? argument.map(String) : String(argument).split('.');
    return lookup.attribute(id!, rest.join('.'), where);
  }
  if (name === 'Fn::If') {
    const [condition, yes, no] = list(argument, name, where);
    return evaluate(lookup.condition(String(condition), where) ? yes : no, lookup, where);
  }
  if (name === 'Fn::Sub') return substitute(argument, lookup, where);
  return apply(name, evaluate(argument, lookup, where), lookup, where);
}

/** The functions whose arguments are evaluated first. */
function apply(name: string, argument: unknown, lookup: Lookup, where: string): unknown {
  if (name === 'Fn::Base64') return Buffer.from(String(argument)).toString('base64');
  const given = list(argument, name, where);
  switch (name) {
    case 'Fn::Join':
      return list(given[1], name, where).map(String).join(String(given[0]));
    case 'Fn::Select': {
      const chosen = list(given[1], name, where)[Number(given[0])];
      if (chosen === undefined)
        throw new TemplateError(`${where}: Fn::Select finds nothing at index ${String(given[0])}`);
      return chosen;
    }
    case 'Fn::Split':
      return String(given[1]).split(String(given[0]));
    case 'Fn::FindInMap':
      return lookup.mapping(String(given[0]), String(given[1]), String(given[2]), where);
    case 'Fn::Equals':
      return String(given[0]) === String(given[1]);
    case 'Fn::Not':
      return given[0] !== true;
    case 'Fn::And':
      return given.every((item) => item === true);
    case 'Fn::Or':
      return given.some((item) => item === true);
    default:
      throw new TemplateError(`${where}: the local stack does not know the intrinsic function ${name}`);
  }
}

/** `Fn::Sub`, as a string or with a map of its own. `${!x}` stands for a literal `${x}`. */
function substitute(argument: unknown, lookup: Lookup, where: string): string {
  const [text, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const variables = isRecord(own) ? own : {};
  return String(text).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, name: string) => {
    if (literal) return `\${${name}}`;
    if (name in variables) return String(evaluate(variables[name], lookup, where));
    const dot = name.indexOf('.');
    return String(dot < 0 ? lookup.ref(name, where) : lookup.attribute(name.slice(0, dot), name.slice(dot + 1), where));
  });
}

function list(value: unknown, name: string, where: string): unknown[] {
  if (!Array.isArray(value)) throw new TemplateError(`${where}: ${name} needs a list`);
  return value as unknown[];
}
