import type { Caller, Permission } from './engine';
import { Iam } from './iam/iam';
import { ACCOUNT } from './template/place';
import type { ResolvedResource } from './template/resolved-resource';

/** Asks IAM for the whole stack and keeps a list of what was refused. */
export class Permissions {
  private readonly iam: Iam;
  private readonly callers: ReadonlyMap<string, Caller>;
  private readonly refused: string[] = [];
  private readonly asked = new Set<string>();

  constructor(resources: readonly ResolvedResource[]) {
    this.iam = new Iam(resources);
    const functions = resources.filter(({ type }) => type === 'AWS::Lambda::Function');
    this.callers = new Map(
      functions.map(({ logicalId, properties }) => [
        logicalId,
        { accessKeyId: logicalId, roleArn: String(properties.Role) },
      ]),
    );
  }

  /** The function that signs with this access key id; any other key is the account's owner. */
  callerOf(accessKeyId: string): Caller {
    return this.callers.get(accessKeyId) ?? { accessKeyId };
  }

  /** Why the caller may not do this, or undefined when it may. */
  refusalOf(caller: Caller, permission: Permission): string | undefined {
    this.asked.add(`${caller.accessKeyId} ${permission.action}`);
    const { allowed, reason } = this.iam.mayCall(caller, permission);
    return allowed ? undefined : this.note(reason);
  }

  /** Why the resource does not let this service in on behalf of `sourceArn`, or undefined when it does. */
  deliveryRefusalOf(service: string, sourceArn: string, permission: Permission): string | undefined {
    const conditions = { 'aws:SourceArn': sourceArn, 'aws:SourceAccount': ACCOUNT, ...permission.conditions };
    const { allowed, reason } = this.iam.mayDeliver(service, { ...permission, conditions });
    return allowed ? undefined : this.note(`${reason} (from ${sourceArn})`);
  }

  /** Whether the caller may, without a note when it may not: for answers that only get vaguer. */
  mayQuietly(caller: Caller, permission: Permission): boolean {
    return this.iam.mayCall(caller, permission).allowed;
  }

  /** The same of a service. */
  serviceMayQuietly(service: string, permission: Permission): boolean {
    return this.iam.mayDeliver(service, permission).allowed;
  }

  /** Every call and delivery that was refused, oldest first. */
  denied(): readonly string[] {
    return this.refused;
  }

  /** What the functions may do by their own roles, as `<function> <action>`. */
  granted(): readonly string[] {
    return [...this.callers.values()].flatMap(({ accessKeyId, roleArn = '' }) =>
      this.iam.grantsOf(roleArn).map((action) => `${accessKeyId} ${action}`),
    );
  }

  /** What callers have asked for so far, in the same words. */
  used(): readonly string[] {
    return [...this.asked];
  }

  private note(reason: string): string {
    this.refused.push(reason);
    return reason;
  }
}
