import type { Template, TemplateResource } from '../../../local/template/template';

/** A rule about the synthesized template, with the proof that it can fail. */
export interface Fence {
  readonly name: string;
  /** Names whatever breaks the rule. */
  readonly violations: (template: Template) => string[];
  /** What it looked at; a fence that looked at nothing is decoration. */
  readonly subjects: (template: Template) => unknown[];
  /** Breaks the rule in a copy of the template. */
  readonly sabotage: (template: Template) => void;
}

export type Properties = Record<string, unknown>;

export interface Resource {
  readonly id: string;
  readonly type: string;
  readonly properties: Properties;
  readonly raw: TemplateResource & { DeletionPolicy?: string; UpdateReplacePolicy?: string };
}

/** Every resource of these types. */
export function ofType(template: Template, ...types: string[]): Resource[] {
  return Object.entries(template.Resources)
    .filter(([, { Type }]) => types.includes(Type))
    .map(([id, raw]) => ({ id, type: raw.Type, properties: raw.Properties ?? {}, raw }));
}

/** The properties of one resource, to break something in. */
export function propertiesOf(template: Template, id: string): Properties {
  const resource = template.Resources[id];
  if (!resource) throw new Error(`The template has no ${id}`);
  return resource.Properties as Properties;
}

/** The value at a path such as `Replicas.0.DeletionProtectionEnabled`; undefined where it ends early. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** The logical ids that a value refers to, by Ref, GetAtt or Sub, wherever in it. */
export function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === 'Ref') return String(inner).startsWith('AWS::') ? [] : [String(inner)];
    if (key === 'Fn::GetAtt') return [String((inner as unknown[])[0])];
    if (key === 'Fn::Sub') return [...String(inner).matchAll(/\$\{([A-Za-z0-9]+)/g)].map(([, id]) => id!);
    return references(inner);
  });
}

/** A list, whether CloudFormation was given one or a single value. */
export function list<T = unknown>(value: unknown): T[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]) as T[];
}
