import { evaluate, type Lookup } from './intrinsics';
import { arnOf, attributeOf, namePropertyOf, refOf } from './physical-names';
import { ACCOUNT, loopback, PARTITION, REGION, URL_SUFFIX, type Ports } from './place';
import type { ResolvedResource } from './resolved-resource';
import { isRecord, TemplateError, type Template } from './template';

/** A template without intrinsic functions. */
export interface ResolvedTemplate {
  readonly resources: readonly ResolvedResource[];
  readonly outputs: Readonly<Record<string, string>>;
  ofType(...types: string[]): ResolvedResource[];
}

/**
 * Replaces every intrinsic function by its value on this machine; URLs of the API and the page lead to the local ports.
 * @throws TemplateError for an intrinsic, attribute or reference that it does not know, naming the resource
 */
export function resolveTemplate(template: Template, ports: Ports, stackName = 'Tocsin'): ResolvedTemplate {
  return new Resolver(template, ports, stackName).resolve();
}

class Resolver implements Lookup {
  private readonly names = new Map<string, string>();

  constructor(
    private readonly template: Template,
    private readonly ports: Ports,
    private readonly stackName: string,
  ) {}

  resolve(): ResolvedTemplate {
    const resources = Object.entries(this.template.Resources)
      .filter(([, { Condition }]) => Condition === undefined || this.condition(Condition, 'Conditions'))
      .map(([logicalId, { Type, Properties }]) => ({
        logicalId,
        type: Type,
        ref: String(this.ref(logicalId, logicalId)),
        arn: this.arn(logicalId),
        properties: this.local(evaluate(Properties ?? {}, this, logicalId)) as Record<string, unknown>,
      }));
    const outputs = Object.entries(this.template.Outputs ?? {})
      .filter(([, { Condition }]) => Condition === undefined || this.condition(Condition, 'Conditions'))
      .map(([name, { Value }]) => [name, String(this.local(evaluate(Value, this, `Outputs.${name}`)))] as const);
    return {
      resources,
      outputs: Object.fromEntries(outputs),
      ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    };
  }

  ref(name: string, where: string): unknown {
    const pseudo = this.pseudo(name);
    if (pseudo !== undefined) return pseudo;
    if (name === 'AWS::NoValue') return undefined;
    const parameter = this.template.Parameters?.[name];
    if (parameter) {
      if (parameter.Default === undefined)
        throw new TemplateError(`${where}: the parameter ${name} has no default value`);
      return parameter.Default;
    }
    return refOf(this.typeOf(name, where), this.nameOf(name), this.arn(name), this.ports);
  }

  attribute(logicalId: string, attribute: string, where: string): string {
    const type = this.typeOf(logicalId, where);
    const value = attributeOf(type, attribute, this.nameOf(logicalId), this.arn(logicalId), this.ports);
    if (value !== undefined) return value;
    throw new TemplateError(
      `${where}: the local stack does not know the attribute ${attribute} of ${logicalId} (${type})`,
    );
  }

  condition(name: string, where: string): boolean {
    const condition = this.template.Conditions?.[name];
    if (condition === undefined) throw new TemplateError(`${where}: the template has no condition ${name}`);
    return evaluate(condition, this, `Conditions.${name}`) === true;
  }

  mapping(map: string, first: string, second: string, where: string): unknown {
    const value = this.template.Mappings?.[map]?.[first]?.[second];
    if (value === undefined)
      throw new TemplateError(`${where}: the template maps nothing at ${map}.${first}.${second}`);
    return value;
  }

  private pseudo(name: string): string | undefined {
    const values: Record<string, string> = {
      'AWS::AccountId': ACCOUNT,
      'AWS::Partition': PARTITION,
      'AWS::Region': REGION,
      'AWS::StackId': `arn:${PARTITION}:cloudformation:${REGION}:${ACCOUNT}:stack/${this.stackName}/00000000-0000-0000-0000-000000000000`,
      'AWS::StackName': this.stackName,
      'AWS::URLSuffix': URL_SUFFIX,
    };
    return values[name];
  }

  private typeOf(logicalId: string, where: string): string {
    const resource = this.template.Resources[logicalId];
    if (!resource) throw new TemplateError(`${where}: the template has no resource or parameter ${logicalId}`);
    return resource.Type;
  }

  /** The physical name: the one the template gives, else the logical id. */
  private nameOf(logicalId: string): string {
    const known = this.names.get(logicalId);
    if (known !== undefined) return known;
    const property = namePropertyOf(this.typeOf(logicalId, logicalId));
    const given = property === undefined ? undefined : this.property(logicalId, property);
    const name = typeof given === 'string' ? given : logicalId;
    this.names.set(logicalId, name);
    return name;
  }

  private arn(logicalId: string): string {
    const type = this.typeOf(logicalId, logicalId);
    const bus = type === 'AWS::Events::Rule' ? this.property(logicalId, 'EventBusName') : undefined;
    const busName = typeof bus === 'string' ? bus.split('/').at(-1) : undefined;
    return arnOf(type, this.nameOf(logicalId), busName);
  }

  private property(logicalId: string, property: string): unknown {
    return evaluate(this.template.Resources[logicalId]?.Properties?.[property], this, `${logicalId}.${property}`);
  }

  /** CDK writes the addresses of an API and a distribution as `https://` plus a name; on this machine both are plain HTTP ports. */
  private local(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.local(item));
    if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.local(item)]));
    if (typeof value !== 'string' || !value.includes('https://')) return value;
    return value
      .replace(/https:\/\/127\.0\.0\.1:/g, 'http://127.0.0.1:')
      .replace(/https:\/\/\w+\.execute-api\.eu-central-1\.amazonaws\.com/g, loopback(this.ports.api));
  }
}
