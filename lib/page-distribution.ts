import { Duration } from 'aws-cdk-lib';
import {
  AccessLevel,
  AllowedMethods,
  CachedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  HttpVersion,
  ResponseHeadersPolicy,
  type ResponseHeadersCorsBehavior,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront';
import { S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { StatusPageSettings } from '../domain/status-page';
import { acknowledge } from './acknowledge';
import { named } from './named';

/** The front of the public page: the bucket's files over HTTPS, cached for seconds, with the headers that no page changes. */
export class PageDistribution extends Distribution {
  constructor(scope: Construct, id: string, bucket: IBucket, { domain, noindex }: StatusPageSettings) {
    // LIST, or S3 answers 403 for a file that is not there, and visitors never see the 404 page.
    const origin = S3BucketOrigin.withOriginAccessControl(bucket, {
      originAccessLevels: [AccessLevel.READ, AccessLevel.LIST],
    });
    const files = {
      origin,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      cachedMethods: CachedMethods.CACHE_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      compress: true,
      cachePolicy: cachePolicy(scope),
    };
    const leftOut = noindex === true;
    const forPrograms = {
      ...files,
      responseHeadersPolicy: headersPolicy(scope, 'OpenHeadersPolicy', leftOut, fromAnywhere),
    };
    super(scope, id, {
      comment: 'Tocsin status page',
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      ...(domain && {
        domainNames: [domain.name],
        certificate: Certificate.fromCertificateArn(scope, 'Certificate', domain.certificateArn),
        minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
      }),
      defaultBehavior: { ...files, responseHeadersPolicy: headersPolicy(scope, 'HeadersPolicy', leftOut) },
      additionalBehaviors: Object.fromEntries(programsRead.map((pattern) => [pattern, forPrograms])),
      errorResponses: [
        { httpStatus: 404, responseHttpStatus: 404, responsePagePath: '/404.html', ttl: Duration.seconds(10) },
        // CloudFront would remember an error of the origin for ten seconds.
        ...[500, 502, 503, 504].map((httpStatus) => ({ httpStatus, ttl: Duration.seconds(1) })),
      ],
    });
    named(this, id);
    acknowledge(this, {
      '@aws-cdk/aws-cloudfront-origins:listBucketSecurityRisk': 'The default root object is index.html.',
      'AwsSolutions-CFR1': 'Customers read the page from wherever they are.',
      'AwsSolutions-CFR2':
        'Static, public, GET and HEAD only, nothing behind it to attack; a WAF costs more than Tocsin.',
      'AwsSolutions-CFR3': 'Visitors of a status page are not logged: nobody needs their addresses.',
      'AwsSolutions-CFR4':
        "The default certificate comes with CloudFront's default TLS policy; a domain of one's own brings TLS 1.2_2021.",
    });
  }
}

/** Obeys the files' own Cache-Control; ten seconds where a file says nothing. Neither query nor cookie makes a second copy. */
function cachePolicy(scope: Construct): CachePolicy {
  const policy = new CachePolicy(scope, 'CachePolicy', {
    comment: 'Tocsin status page: as the files say, else 10 s',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(10),
    maxTtl: Duration.days(1),
    queryStringBehavior: CacheQueryStringBehavior.none(),
    cookieBehavior: CacheCookieBehavior.none(),
    headerBehavior: CacheHeaderBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });
  return named(policy, 'PageCachePolicy');
}

/** What other sites' scripts may read: everything that is made for programs, and no page. */
const programsRead = ['*.json', '*.atom', '*.rss', '*.ics', '*.svg'];

/** Everything there is public, and no visitor is known by cookie or sign-in: any site may read it. */
const fromAnywhere: ResponseHeadersCorsBehavior = {
  accessControlAllowOrigins: ['*'],
  accessControlAllowMethods: ['GET', 'HEAD'],
  accessControlAllowHeaders: ['*'],
  accessControlAllowCredentials: false,
  accessControlExposeHeaders: ['x-amz-meta-generated-at', 'x-amz-meta-next-refresh-by', 'x-amz-meta-version'],
  accessControlMaxAge: Duration.days(1),
  originOverride: true,
};

/**
 * Each page's own `<meta>` carries the rest of its Content-Security-Policy, with the hashes of what it contains.
 * @param leftOut search engines are asked to leave every file out: JSON and pictures have no `<meta>` to say so
 */
function headersPolicy(
  scope: Construct,
  id: string,
  leftOut: boolean,
  cors?: ResponseHeadersCorsBehavior,
): ResponseHeadersPolicy {
  const policy = new ResponseHeadersPolicy(scope, id, {
    comment: `Tocsin status page${cors ? ', what programs read' : ''}`,
    corsBehavior: cors,
    securityHeadersBehavior: {
      strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      contentTypeOptions: { override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      contentSecurityPolicy: {
        contentSecurityPolicy: "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'",
        override: true,
      },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: 'Cross-Origin-Opener-Policy', value: 'same-origin', override: true },
        ...(leftOut ? [{ header: 'X-Robots-Tag', value: 'noindex', override: true }] : []),
        {
          header: 'Permissions-Policy',
          value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()',
          override: true,
        },
      ],
    },
  });
  return named(policy, `Page${id}`);
}
