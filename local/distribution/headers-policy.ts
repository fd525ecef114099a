import type { ResolvedResource } from '../template/resolved-resource';

type Headers = Record<string, string>;

/** One header that the policy adds. With `override` false it yields to the origin's. */
interface PolicyHeader {
  readonly name: string;
  readonly value: string;
  readonly override: boolean;
}

interface CorsConfig {
  readonly AccessControlAllowOrigins: { readonly Items: readonly string[] };
  readonly AccessControlAllowMethods?: { readonly Items: readonly string[] };
  readonly AccessControlExposeHeaders?: { readonly Items: readonly string[] };
}

interface PolicyConfig {
  readonly CorsConfig?: CorsConfig;
  readonly SecurityHeadersConfig?: {
    readonly ContentSecurityPolicy?: { readonly ContentSecurityPolicy: string; readonly Override: boolean };
    readonly ContentTypeOptions?: { readonly Override: boolean };
    readonly FrameOptions?: { readonly FrameOption: string; readonly Override: boolean };
    readonly ReferrerPolicy?: { readonly ReferrerPolicy: string; readonly Override: boolean };
    readonly StrictTransportSecurity?: {
      readonly AccessControlMaxAgeSec: number;
      readonly IncludeSubdomains?: boolean;
      readonly Preload?: boolean;
      readonly Override: boolean;
    };
    readonly XSSProtection?: { readonly Protection: boolean; readonly ModeBlock?: boolean; readonly Override: boolean };
  };
  readonly CustomHeadersConfig?: {
    readonly Items?: readonly { readonly Header: string; readonly Value: string; readonly Override: boolean }[];
  };
  readonly RemoveHeadersConfig?: { readonly Items?: readonly { readonly Header: string }[] };
}

/**
 * The answer's headers after the policy: removed, added, and replaced where the policy overrides.
 * @param site the request's `Origin`: CloudFront adds CORS headers for a request that has one
 */
export function applyHeadersPolicy(policy: ResolvedResource | undefined, origin: Headers, site?: string): Headers {
  if (!policy) return origin;
  const config = (policy.properties.ResponseHeadersPolicyConfig ?? {}) as PolicyConfig;
  const removed = (config.RemoveHeadersConfig?.Items ?? []).map(({ Header }) => Header.toLowerCase());
  const headers = Object.fromEntries(Object.entries(origin).filter(([name]) => !removed.includes(name)));
  for (const { name, value, override } of headersOf(config)) {
    if (override || headers[name] === undefined) headers[name] = value;
  }
  return site === undefined ? headers : { ...headers, ...corsHeaders(config.CorsConfig, site) };
}

/** A site that the policy does not name gets none. */
function corsHeaders(cors: CorsConfig | undefined, site: string): Headers {
  const sites = cors?.AccessControlAllowOrigins.Items ?? [];
  const allowed = sites.includes('*') ? '*' : sites.find((each) => each === site);
  if (!cors || allowed === undefined) return {};
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': (cors.AccessControlAllowMethods?.Items ?? []).join(', '),
    'access-control-expose-headers': (cors.AccessControlExposeHeaders?.Items ?? []).join(', '),
  };
}

function headersOf({ SecurityHeadersConfig: security = {}, CustomHeadersConfig }: PolicyConfig): PolicyHeader[] {
  const {
    ContentSecurityPolicy: csp,
    ContentTypeOptions: type,
    FrameOptions: frame,
    ReferrerPolicy: referrer,
  } = security;
  const { StrictTransportSecurity: hsts, XSSProtection: xss } = security;
  const custom = (CustomHeadersConfig?.Items ?? []).map(({ Header, Value, Override }) => ({
    name: Header.toLowerCase(),
    value: Value,
    override: Override,
  }));
  return [
    ...custom,
    ...(csp ? [{ name: 'content-security-policy', value: csp.ContentSecurityPolicy, override: csp.Override }] : []),
    ...(type ? [{ name: 'x-content-type-options', value: 'nosniff', override: type.Override }] : []),
    ...(frame ? [{ name: 'x-frame-options', value: frame.FrameOption, override: frame.Override }] : []),
    ...(referrer ? [{ name: 'referrer-policy', value: referrer.ReferrerPolicy, override: referrer.Override }] : []),
    ...(hsts ? [{ name: 'strict-transport-security', value: hstsValue(hsts), override: hsts.Override }] : []),
    ...(xss
      ? [
          {
            name: 'x-xss-protection',
            value: xss.Protection ? `1${xss.ModeBlock ? '; mode=block' : ''}` : '0',
            override: xss.Override,
          },
        ]
      : []),
  ];
}

function hstsValue(hsts: { AccessControlMaxAgeSec: number; IncludeSubdomains?: boolean; Preload?: boolean }): string {
  return `max-age=${hsts.AccessControlMaxAgeSec}${hsts.IncludeSubdomains ? '; includeSubDomains' : ''}${hsts.Preload ? '; preload' : ''}`;
}
