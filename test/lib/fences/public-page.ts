import type { Template } from '../../../local/template/template';
import { at, list, ofType, references, type Fence, type Properties } from './fence';

const distributions = (template: Template) => ofType(template, 'AWS::CloudFront::Distribution');
const policies = (template: Template) => ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');
const buckets = (template: Template) =>
  ofType(template, 'AWS::S3::Bucket').filter(({ id }) =>
    distributions(template).some(({ properties }) => references(originsOf(properties)).includes(id)),
  );
const publishers = (template: Template) =>
  ofType(template, 'AWS::Lambda::Function').filter(({ properties }) =>
    references(at(properties, 'Environment.Variables')).some((id) =>
      buckets(template).some((bucket) => bucket.id === id),
    ),
  );

const originsOf = (distribution: Properties) => list<Properties>(at(distribution, 'DistributionConfig.Origins'));

const behavioursOf = (distribution: Properties) => [
  at(distribution, 'DistributionConfig.DefaultCacheBehavior') as Properties,
  ...list<Properties>(at(distribution, 'DistributionConfig.CacheBehaviors')),
];

/** The headers that every answer carries, and where in the policy they stand. */
const promised: Readonly<Record<string, (headers: unknown) => boolean>> = {
  'Strict-Transport-Security of a year': (headers) =>
    Number(at(headers, 'SecurityHeadersConfig.StrictTransportSecurity.AccessControlMaxAgeSec')) >= 365 * 86_400,
  'X-Content-Type-Options': (headers) => at(headers, 'SecurityHeadersConfig.ContentTypeOptions.Override') === true,
  'X-Frame-Options': (headers) => at(headers, 'SecurityHeadersConfig.FrameOptions.FrameOption') === 'DENY',
  'Referrer-Policy': (headers) => at(headers, 'SecurityHeadersConfig.ReferrerPolicy.ReferrerPolicy') === 'no-referrer',
  'Content-Security-Policy': (headers) => {
    const policy = String(at(headers, 'SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy'));
    return /frame-ancestors 'none'/.test(policy) && /base-uri 'none'/.test(policy) && !/unsafe/.test(policy);
  },
  'Cross-Origin-Opener-Policy': (headers) => custom(headers, 'Cross-Origin-Opener-Policy') === 'same-origin',
  'Permissions-Policy': (headers) => /camera=\(\)/.test(String(custom(headers, 'Permissions-Policy'))),
};

function custom(headers: unknown, name: string): unknown {
  return list<Properties>(at(headers, 'CustomHeadersConfig.Items')).find(({ Header }) => Header === name)?.['Value'];
}

/** Visitors meet files, and nothing that can be overwhelmed or deceived. */
export const publicPageFences: Fence[] = [
  {
    name: 'no request of a visitor reaches a function, an API or a table: the only origin is the bucket, by GET and HEAD',
    subjects: distributions,
    violations: (template) =>
      distributions(template).flatMap(({ id, properties }) => {
        const origins = originsOf(properties).filter((origin) => {
          const [first, ...others] = references(origin['DomainName']);
          return others.length > 0 || first === undefined || template.Resources[first]?.Type !== 'AWS::S3::Bucket';
        });
        const behaviours = behavioursOf(properties).filter(
          (behaviour) =>
            list(behaviour['LambdaFunctionAssociations']).length > 0 ||
            list(behaviour['FunctionAssociations']).length > 0 ||
            list(behaviour['AllowedMethods']).some((method) => method !== 'GET' && method !== 'HEAD'),
        );
        return [...origins, ...behaviours].map((wrong) => `${id}: ${JSON.stringify(wrong)}`);
      }),
    sabotage: (template) => {
      const [distribution] = distributions(template);
      originsOf(distribution!.properties)[0]!['DomainName'] = { 'Fn::GetAtt': ['ResponderApi', 'ApiEndpoint'] };
    },
  },
  {
    name: 'what publishes the page knows no address of the responder API, so no public file can contain it',
    subjects: publishers,
    violations: (template) =>
      publishers(template)
        .filter(({ properties }) =>
          references(properties['Environment']).some((id) => /ApiGateway/.test(template.Resources[id]?.Type ?? '')),
        )
        .map(({ id }) => id),
    sabotage: (template) => {
      const [api] = ofType(template, 'AWS::ApiGatewayV2::Api');
      const variables = at(publishers(template)[0]!.properties, 'Environment.Variables') as Properties;
      variables['API_URL'] = { 'Fn::GetAtt': [api!.id, 'ApiEndpoint'] };
    },
  },
  {
    name: 'every answer of the page carries the headers that no page changes',
    subjects: policies,
    violations: (template) =>
      distributions(template).flatMap(({ properties }) =>
        behavioursOf(properties).flatMap((behaviour) => {
          const [policy = ''] = references(behaviour['ResponseHeadersPolicyId']);
          const headers = at(template.Resources[policy]?.Properties, 'ResponseHeadersPolicyConfig');
          return Object.keys(promised).filter((name) => !promised[name]!(headers));
        }),
      ),
    sabotage: (template) => {
      const [distribution] = distributions(template);
      delete behavioursOf(distribution!.properties)[0]!['ResponseHeadersPolicyId'];
    },
  },
];
