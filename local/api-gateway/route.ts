import type { ResolvedResource } from '../template/resolved-resource';

/** A route of the HTTP API and the function behind it. */
export interface Route {
  /** E.g. `POST /a/{token}`, `ANY /{proxy+}` or `$default`. */
  readonly key: string;
  /** The part of the key after the method; empty for `$default`. */
  readonly path: string;
  readonly functionArn: string;
  readonly needsSignature: boolean;
}

export interface RouteMatch {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * The routes of one API.
 * @throws Error that names the route, for an authorization or integration that the local stack does not know
 */
export function routesOf(apiId: string, resources: readonly ResolvedResource[]): Route[] {
  const integrations = new Map(
    resources.filter(({ type }) => type === 'AWS::ApiGatewayV2::Integration').map((one) => [one.ref, one]),
  );
  return resources
    .filter(({ type, properties }) => type === 'AWS::ApiGatewayV2::Route' && properties.ApiId === apiId)
    .map(({ logicalId, properties }) => {
      const {
        RouteKey = '',
        Target = '',
        AuthorizationType = 'NONE',
      } = properties as Record<string, string | undefined>;
      const integration = integrations.get(Target.split('/').at(-1)!);
      if (integration?.properties.IntegrationType !== 'AWS_PROXY')
        throw new Error(`${logicalId}: the local stack knows Lambda proxy integrations only`);
      if (integration.properties.PayloadFormatVersion !== '2.0')
        throw new Error(`${logicalId}: the local stack knows payload format 2.0 only`);
      if (!['NONE', 'AWS_IAM'].includes(AuthorizationType))
        throw new Error(`${logicalId}: the local stack has no authorization ${AuthorizationType}`);
      return {
        key: RouteKey,
        path: RouteKey.split(' ')[1] ?? '',
        functionArn: functionArnOf(String(integration.properties.IntegrationUri)),
        needsSignature: AuthorizationType === 'AWS_IAM',
      };
    });
}

/** A plain function ARN, or one inside an `apigateway:…:path/2015-03-31/functions/<arn>/invocations` address. */
function functionArnOf(uri: string): string {
  return /functions\/(.+)\/invocations$/.exec(uri)?.[1] ?? uri;
}

/** The most specific route: fixed parts before parameters before greedy ones, its own method before ANY, `$default` last. */
export function matchRoute(routes: readonly Route[], method: string, path: string): RouteMatch | undefined {
  const matches = routes.flatMap((route) => {
    const [routeMethod] = route.key.split(' ');
    if (route.key === '$default') return [{ route, parameters: {}, rank: '' }];
    if (routeMethod !== method && routeMethod !== 'ANY') return [];
    const parameters = parametersOf(route.path, path);
    return parameters ? [{ route, parameters, rank: rankOf(route.path) + (routeMethod === 'ANY' ? 'a' : 'b') }] : [];
  });
  matches.sort((one, other) => (one.rank < other.rank ? 1 : one.rank > other.rank ? -1 : 0));
  return matches[0];
}

function parametersOf(pattern: string, path: string): Record<string, string> | undefined {
  const names: string[] = [];
  const expression = pattern.replace(
    /\{([\w.-]+)(\+?)\}|[.*+?^$()|[\]\\]/g,
    (found, name: string | undefined, greedy: string) => {
      if (name === undefined) return `\\${found}`;
      names.push(name);
      return greedy ? '(.+)' : '([^/]+)';
    },
  );
  const found = new RegExp(`^${expression}$`).exec(path);
  return found ? Object.fromEntries(names.map((name, index) => [name, decoded(found[index + 1]!)])) : undefined;
}

/** One letter per part of the path, a higher one for a more specific part. */
function rankOf(pattern: string): string {
  return pattern
    .split('/')
    .map((part) => (part.endsWith('+}') ? '1' : part.startsWith('{') ? '2' : '3'))
    .join('');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
