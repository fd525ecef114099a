import { textsOf } from './condition';

/** Who asks: a role of the account, or an AWS service acting on its own behalf, e.g. `sns.amazonaws.com`. */
export type Asker = { readonly role: string } | { readonly service: string };

/** The `Principal` of a resource policy's statement. */
export interface Principals {
  readonly everyone: boolean;
  readonly services: readonly string[];
  /** Role ARNs. */
  readonly roles: readonly string[];
  /** Account ids; naming an account covers each of its roles, but grants nothing by itself. */
  readonly accounts: readonly string[];
}

/** Reads a `Principal`; `where` names the statement in errors. Throws for Federated, CanonicalUser and other unknown shapes. */
export function parsePrincipals(written: unknown, where: string): Principals {
  if (written === '*') return { everyone: true, services: [], roles: [], accounts: [] };
  if (typeof written !== 'object' || written === null || Array.isArray(written)) {
    throw new Error(`${where}: Principal must be "*" or an object, not ${JSON.stringify(written)}`);
  }
  const unknown = Object.keys(written).find((key) => key !== 'AWS' && key !== 'Service');
  if (unknown) throw new Error(`${where}: the local IAM does not know principals of the kind ${unknown}`);
  const { AWS = [], Service = [] } = written as { AWS?: unknown; Service?: unknown };
  const named = textsOf(AWS, `${where}: Principal.AWS`);
  const accountOf = (text: string): string | undefined => /^(?:arn:[^:]+:iam::)?(\d{12})(?::root)?$/.exec(text)?.[1];
  return {
    everyone: named.includes('*'),
    services: textsOf(Service, `${where}: Principal.Service`),
    roles: named.filter((text) => text !== '*' && !accountOf(text)),
    accounts: named.flatMap((text) => accountOf(text) ?? []),
  };
}

/** Whether these principals include the asker. `byName` leaves out a role that only its account stands for. */
export function includes(principals: Principals, asker: Asker, byName: boolean): boolean {
  if (principals.everyone) return true;
  if ('service' in asker) return principals.services.includes(asker.service);
  if (principals.roles.includes(asker.role)) return true;
  return !byName && principals.accounts.includes(asker.role.split(':')[4] ?? '');
}
