import type { ResolvedTemplate } from '../template/resolve';
import type { ResolvedResource } from '../template/resolved-resource';

/** How requests for some paths are answered. */
export interface Behavior {
  /** Undefined for the default behavior. */
  readonly pathPattern?: string;
  readonly origin: Origin;
  readonly methods: readonly string[];
  readonly compress: boolean;
  readonly headersPolicy: ResolvedResource | undefined;
  /** The code that sees each request before the cache would, if the template has any. */
  readonly viewerRequestCode: string | undefined;
}

/** A bucket, and the folder in it. */
export interface Origin {
  readonly bucket: string;
  readonly bucketArn: string;
  /** Empty, or a path that begins with a slash. */
  readonly path: string;
}

export interface ErrorResponse {
  readonly ErrorCode: number;
  readonly ResponseCode?: number;
  readonly ResponsePagePath?: string;
}

export interface DistributionConfig {
  readonly arn: string;
  readonly rootObject: string;
  /** In order of precedence, the default behavior last. */
  readonly behaviors: readonly Behavior[];
  readonly errorResponses: readonly ErrorResponse[];
}

interface BehaviorProperties {
  readonly PathPattern?: string;
  readonly TargetOriginId?: string;
  readonly AllowedMethods?: readonly string[];
  readonly Compress?: boolean;
  readonly ResponseHeadersPolicyId?: string;
  readonly FunctionAssociations?: readonly { readonly EventType: string; readonly FunctionARN: string }[];
  readonly LambdaFunctionAssociations?: readonly unknown[];
}

interface Config {
  readonly DefaultRootObject?: string;
  readonly DefaultCacheBehavior?: BehaviorProperties;
  readonly CacheBehaviors?: readonly BehaviorProperties[];
  readonly Origins?: readonly { readonly Id: string; readonly DomainName: string; readonly OriginPath?: string }[];
  readonly CustomErrorResponses?: readonly ErrorResponse[];
}

/**
 * Reads an `AWS::CloudFront::Distribution`.
 * @throws Error that names it, for an origin, function or policy that the local stack does not know
 */
export function parseDistribution(
  { logicalId, arn, properties }: ResolvedResource,
  template: ResolvedTemplate,
): DistributionConfig {
  const config = (properties.DistributionConfig ?? {}) as Config;
  const originOf = (id: string | undefined): Origin => {
    const origin = config.Origins?.find(({ Id }) => Id === id);
    const bucket = template.ofType('AWS::S3::Bucket').find(({ ref }) => origin?.DomainName.startsWith(`${ref}.s3.`));
    if (!origin || !bucket)
      throw new Error(`${logicalId}: the local stack knows bucket origins only, not ${String(id)}`);
    return { bucket: bucket.ref, bucketArn: bucket.arn, path: origin.OriginPath ?? '' };
  };
  const functionCode = ({
    FunctionAssociations = [],
    LambdaFunctionAssociations = [],
  }: BehaviorProperties): string | undefined => {
    const [association] = FunctionAssociations;
    if (FunctionAssociations.length + LambdaFunctionAssociations.length === 0) return undefined;
    const found = template.ofType('AWS::CloudFront::Function').find((one) => one.arn === association?.FunctionARN);
    if (!found || association?.EventType !== 'viewer-request')
      throw new Error(`${logicalId}: the local stack runs viewer-request functions only`);
    return String(found.properties.FunctionCode);
  };
  const headersPolicyOf = (id: string | undefined): ResolvedResource | undefined => {
    if (id === undefined) return undefined;
    const found = template.ofType('AWS::CloudFront::ResponseHeadersPolicy').find(({ ref }) => ref === id);
    if (!found) throw new Error(`${logicalId}: the response headers policy ${id} is not in the template`);
    return found;
  };
  const behaviorOf = (behavior: BehaviorProperties): Behavior => ({
    pathPattern: behavior.PathPattern,
    origin: originOf(behavior.TargetOriginId),
    methods: behavior.AllowedMethods ?? ['GET', 'HEAD'],
    compress: behavior.Compress ?? false,
    headersPolicy: headersPolicyOf(behavior.ResponseHeadersPolicyId),
    viewerRequestCode: functionCode(behavior),
  });
  return {
    arn,
    rootObject: config.DefaultRootObject ?? '',
    behaviors: [...(config.CacheBehaviors ?? []), config.DefaultCacheBehavior ?? {}].map(behaviorOf),
    errorResponses: config.CustomErrorResponses ?? [],
  };
}

/** Whether a path pattern of a cache behavior covers this path: `*` any text, `?` one character. */
export function covers(pattern: string | undefined, path: string): boolean {
  if (pattern === undefined) return true;
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^/?${expression.replace(/^\//, '')}$`).test(path);
}
