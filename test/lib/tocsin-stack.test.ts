import { configuration } from '../../config';
import { at, ofType } from './fences/fence';
import { synthesize, synthesizeChecked } from './fixtures/synthesized';

describe('the stack', () => {
  it.each([
    ['no account in particular', undefined],
    ['a named account', { account: '123456789012', region: 'eu-central-1' }],
  ])('passes the template rules and cdk-nag for %s', (_, env) => {
    expect(Object.keys(synthesizeChecked(env).Resources).length).toBeGreaterThan(100);
  });

  it('has exactly the outputs that the command line and the local stack read', () => {
    expect(Object.keys(synthesize().Outputs ?? {}).sort()).toEqual([
      'AccountReplay',
      'AlarmTopicArn',
      'AlertBusArn',
      'AlertBusName',
      'AlertBusReplay',
      'AlertDlqUrl',
      'AlertQueueUrl',
      'DeliveryDlqUrl',
      'Doctor',
      'OperatorPolicyArn',
      'OperatorsTopicArn',
      'PageBucketName',
      'ResponderApiUrl',
      'ResponderPolicyArn',
      'ResponderTopicAlex',
      'ResponderTopicKim',
      'ResponderTopicSam',
      'StatusPageUrl',
      'TableName',
    ]);
  });

  // A changed logical id replaces the resource: what it held is gone from the stack. Change this list only with a plan for that.
  it('keeps the logical ids of everything that holds something', () => {
    const holding = [
      'AWS::CloudFront::Distribution',
      'AWS::DynamoDB::GlobalTable',
      'AWS::Events::Archive',
      'AWS::Events::EventBus',
      'AWS::S3::Bucket',
      'AWS::SNS::Topic',
      'AWS::SQS::Queue',
      'AWS::SecretsManager::Secret',
      'AWS::StepFunctions::StateMachine',
      'AWS::ApiGatewayV2::Api',
    ];
    const ids = ofType(synthesize(), ...holding).map(({ id, type }) => `${type.split('::').slice(1).join(' ')}: ${id}`);
    expect(ids.sort()).toEqual([
      'ApiGatewayV2 Api: ResponderHttpApi',
      'CloudFront Distribution: PageDistribution',
      'DynamoDB GlobalTable: IncidentTable',
      'Events Archive: AccountArchive',
      'Events Archive: AlertArchive',
      'Events EventBus: AlertBus',
      'Events EventBus: IncidentBus',
      'S3 Bucket: PageBucket',
      'SNS Topic: AlarmTopic',
      'SNS Topic: OperatorsTopic',
      'SNS Topic: PagesAlex',
      'SNS Topic: PagesKim',
      'SNS Topic: PagesSam',
      'SQS Queue: AlertDlq',
      'SQS Queue: AlertQueue',
      'SQS Queue: DeliveryDlq',
      'SQS Queue: LateMails',
      'SecretsManager Secret: LinkKey',
      'SecretsManager Secret: WebhookSecretAlertmanager',
      'SecretsManager Secret: WebhookSecretDatadog',
      'SecretsManager Secret: WebhookSecretGeneric',
      'SecretsManager Secret: WebhookSecretGrafana',
      'SecretsManager Secret: WebhookSecretHeartbeats',
      'SecretsManager Secret: WebhookSecretPagerduty',
      'StepFunctions StateMachine: EscalationClock',
      'StepFunctions StateMachine: UpdateClock',
    ]);
  });

  it('opens only the signed links and the webhooks without a signature of AWS', () => {
    const routes = ofType(synthesize(), 'AWS::ApiGatewayV2::Route').map(({ properties }) => [
      properties['RouteKey'],
      properties['AuthorizationType'],
    ]);
    expect(Object.fromEntries(routes)).toEqual({
      'GET /a/{token}': 'NONE',
      'HEAD /a/{token}': 'NONE',
      'POST /a/{token}': 'NONE',
      'POST /a/{token}/hold': 'NONE',
      'GET /incidents': 'AWS_IAM',
      'GET /incidents/{id}': 'AWS_IAM',
      'POST /incidents/{id}/{command}': 'AWS_IAM',
      'GET /changes': 'AWS_IAM',
      'GET /noise': 'AWS_IAM',
      'GET /unmatched': 'AWS_IAM',
      'GET /report': 'NONE',
      'HEAD /report': 'NONE',
      'POST /report': 'NONE',
      'GET /sources': 'AWS_IAM',
      'GET /triage': 'AWS_IAM',
      'POST /triage/{id}/{command}': 'AWS_IAM',
      'POST /a/{token}/false-alarm': 'NONE',
      'POST /a/{token}/no-false-alarm': 'NONE',
      'GET /a': 'NONE',
      'GET /a/{proxy+}': 'NONE',
      'GET /maintenances': 'AWS_IAM',
      'GET /on-call': 'AWS_IAM',
      'GET /on-call/report': 'AWS_IAM',
      'POST /on-call/feedback': 'AWS_IAM',
      'GET /on-call/overrides': 'AWS_IAM',
      'POST /on-call/overrides': 'AWS_IAM',
      'POST /on-call/overrides/{id}/end': 'AWS_IAM',
      'GET /silences': 'AWS_IAM',
      'GET /suppressed': 'AWS_IAM',
      'POST /maintenances': 'AWS_IAM',
      'POST /maintenances/{id}/{command}': 'AWS_IAM',
      'POST /silences': 'AWS_IAM',
      'POST /silences/{id}/end': 'AWS_IAM',
      'POST /classify': 'AWS_IAM',
      'POST /test-pages': 'AWS_IAM',
      'GET /doctor': 'AWS_IAM',
      'GET /contact-card': 'AWS_IAM',
      'POST /components/{component}': 'AWS_IAM',
      'POST /incidents': 'AWS_IAM',
      'POST /v2/enqueue': 'NONE',
      'POST /alerts/alertmanager': 'NONE',
      'POST /alerts/grafana': 'NONE',
      'POST /alerts/datadog': 'NONE',
      'POST /alerts/generic': 'NONE',
      'POST /heartbeats/{id}': 'NONE',
    });
  });

  it('sends each channel only what is meant for it, and operators everything', () => {
    const filters = ofType(synthesize(), 'AWS::SNS::Subscription').map(({ id, properties }) => [
      id,
      at(properties, 'FilterPolicy.channel.0'),
    ]);
    expect(Object.fromEntries(filters)).toMatchObject({
      PagesAlexByEmail: 'email',
      PagesAlexBySms: 'sms',
      OperatorsTopicByEmail: undefined,
      OperatorsTopicBySms: undefined,
    });
  });

  it('answers a missing page with 404 and the headers that no page changes', () => {
    const template = synthesize();
    const distribution = ofType(template, 'AWS::CloudFront::Distribution')[0]!.properties;
    expect(at(distribution, 'DistributionConfig.CustomErrorResponses.0')).toMatchObject({
      ErrorCode: 404,
      ResponseCode: 404,
      ResponsePagePath: '/404.html',
    });
    const policies = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(policies.map(({ id }) => id).sort()).toEqual(['PageHeadersPolicy', 'PageOpenHeadersPolicy']);
    for (const { properties } of policies) {
      expect(
        at(properties, 'ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy'),
      ).toBe("frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'");
    }
  });

  it('lets any site read what is made for programs, and no page', () => {
    const template = synthesize();
    const policies = ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy');
    expect(
      policies.map(({ id, properties }) => [
        id,
        at(properties, 'ResponseHeadersPolicyConfig.CorsConfig.AccessControlAllowOrigins.Items'),
      ]),
    ).toEqual(
      expect.arrayContaining([
        ['PageHeadersPolicy', undefined],
        ['PageOpenHeadersPolicy', ['*']],
      ]),
    );
    const { properties } = ofType(template, 'AWS::CloudFront::Distribution')[0]!;
    expect(at(properties, 'DistributionConfig.DefaultCacheBehavior.ResponseHeadersPolicyId')).toEqual({
      Ref: 'PageHeadersPolicy',
    });
    const open = at(properties, 'DistributionConfig.CacheBehaviors') as { readonly PathPattern: string }[];
    expect(open.map(({ PathPattern }) => PathPattern).sort()).toEqual(['*.atom', '*.ics', '*.json', '*.rss', '*.svg']);
    for (const behavior of open)
      expect(behavior).toMatchObject({ ResponseHeadersPolicyId: { Ref: 'PageOpenHeadersPolicy' } });
  });

  it('asks search engines to leave out every file of a page that says noindex, and of no other', () => {
    const told = (noindex: boolean) => {
      const template = synthesize({ ...configuration, statusPage: { ...configuration.statusPage, noindex } });
      return ofType(template, 'AWS::CloudFront::ResponseHeadersPolicy').map(({ properties }) =>
        JSON.stringify(properties).includes('"X-Robots-Tag","Override":true,"Value":"noindex"'),
      );
    };
    expect([told(true), told(false)]).toEqual([
      [true, true],
      [false, false],
    ]);
  });

  it('serves the page at its own domain, with its certificate and TLS 1.2 of 2021, and says where DNS has to point', () => {
    const certificateArn = 'arn:aws:acm:us-east-1:123456789012:certificate/0a1b2c3d';
    const domain = { name: 'status.example.com', certificateArn };
    const template = synthesize({ ...configuration, statusPage: { ...configuration.statusPage, domain } });
    const { properties } = ofType(template, 'AWS::CloudFront::Distribution')[0]!;
    expect(at(properties, 'DistributionConfig')).toMatchObject({
      Aliases: ['status.example.com'],
      ViewerCertificate: { AcmCertificateArn: certificateArn, MinimumProtocolVersion: 'TLSv1.2_2021' },
    });
    expect(template.Outputs).toMatchObject({
      StatusPageUrl: { Value: 'https://status.example.com' },
      StatusPageDnsTarget: { Value: { 'Fn::GetAtt': ['PageDistribution', 'DomainName'] } },
    });
  });
});
