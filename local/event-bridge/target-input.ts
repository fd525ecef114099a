import { parsePath, valueAt } from '../step-functions/json-path';
import type { BusEvent } from './bus-event';

/** Makes of an event the text that a target is given. */
export type TargetInput = (event: BusEvent, ruleArn: string) => string;

/** The part of a rule's target that says what it is given. */
export interface InputProperties {
  readonly Input?: string;
  readonly InputPath?: string;
  readonly InputTransformer?: {
    readonly InputPathsMap?: Readonly<Record<string, string>>;
    readonly InputTemplate: string;
  };
}

/** Reads a target's Input, InputPath or InputTransformer; with none of them it is given the whole event. Throws, naming `where`. */
export function parseTargetInput(properties: InputProperties, where: string): TargetInput {
  const { Input, InputPath, InputTransformer } = properties;
  if ([Input, InputPath, InputTransformer].filter((way) => way !== undefined).length > 1) {
    throw new Error(`${where}: a target takes only one of Input, InputPath and InputTransformer`);
  }
  if (Input !== undefined) return () => Input;
  if (InputPath !== undefined) {
    const path = parsePath(InputPath, where);
    return (event) => JSON.stringify(valueAt(event, path) ?? null);
  }
  return InputTransformer ? transformer(InputTransformer, where) : (event) => JSON.stringify(event);
}

/**
 * A placeholder inside quotes becomes text, one outside them becomes JSON.
 * @see https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
function transformer(
  { InputPathsMap = {}, InputTemplate }: NonNullable<InputProperties['InputTransformer']>,
  where: string,
): TargetInput {
  const paths = Object.entries(InputPathsMap).map(([name, path]) => [name, parsePath(path, where)] as const);
  const known = [...Object.keys(InputPathsMap), ...Object.keys(reserved({} as BusEvent, ''))];
  for (const [, name = ''] of InputTemplate.matchAll(PLACEHOLDER)) {
    if (!known.includes(name)) throw new Error(`${where}: the InputTemplate uses <${name}>, which InputPathsMap lacks`);
  }
  return (event, ruleArn) => {
    const values: Record<string, unknown> = { ...reserved(event, ruleArn) };
    for (const [name, path] of paths) values[name] = valueAt(event, path);
    return filled(InputTemplate, values);
  };
}

const PLACEHOLDER = /<([\w.-]+)>/g;

function reserved(event: BusEvent, ruleArn: string): Record<string, unknown> {
  return {
    'aws.events.rule-arn': ruleArn,
    'aws.events.rule-name': ruleArn.split('/').pop(),
    'aws.events.event.ingestion-time': event.time,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
}

function filled(template: string, values: Readonly<Record<string, unknown>>): string {
  let quoted = false;
  return template.replace(/\\.|"|<([\w.-]+)>/g, (match, name: string | undefined) => {
    if (name === undefined) {
      if (match === '"') quoted = !quoted;
      return match;
    }
    const value = values[name];
    if (!quoted) return JSON.stringify(value ?? null);
    const text = value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
    return JSON.stringify(text).slice(1, -1);
  });
}
