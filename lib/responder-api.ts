import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { type CfnStage, HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { acknowledge } from './acknowledge';
import type { HandlerCode } from './handler-code';
import { HandlerFunction } from './handler-function';
import type { IncidentTable } from './incident-table';
import type { LinkKey } from './link-key';
import { named } from './named';

/** Opened from a page, on a phone, at night: the signed link is the proof, checked before any AWS call. */
const linkRoutes: readonly [HttpMethod, string][] = [
  [HttpMethod.GET, '/a/{token}'],
  [HttpMethod.HEAD, '/a/{token}'],
  [HttpMethod.POST, '/a/{token}'],
  [HttpMethod.POST, '/a/{token}/hold'],
  [HttpMethod.POST, '/a/{token}/false-alarm'],
  [HttpMethod.POST, '/a/{token}/no-false-alarm'],
  // A link that was copied badly is answered by a page that says what to do, not by the gateway.
  [HttpMethod.GET, '/a'],
  [HttpMethod.GET, '/a/{proxy+}'],
];

/** For the command line: signed by a person's own AWS credentials. */
const commandRoutes: readonly [HttpMethod, string][] = [
  [HttpMethod.GET, '/incidents'],
  [HttpMethod.POST, '/incidents'],
  [HttpMethod.GET, '/incidents/{id}'],
  [HttpMethod.POST, '/incidents/{id}/{command}'],
  [HttpMethod.GET, '/changes'],
  [HttpMethod.GET, '/noise'],
  [HttpMethod.GET, '/sources'],
  [HttpMethod.GET, '/unmatched'],
  [HttpMethod.GET, '/triage'],
  [HttpMethod.POST, '/triage/{id}/{command}'],
  [HttpMethod.POST, '/components/{component}'],
  [HttpMethod.GET, '/on-call'],
  [HttpMethod.GET, '/on-call/report'],
  [HttpMethod.POST, '/on-call/feedback'],
  [HttpMethod.POST, '/on-call/overrides'],
  [HttpMethod.GET, '/on-call/overrides'],
  [HttpMethod.POST, '/on-call/overrides/{id}/end'],
  [HttpMethod.POST, '/test-pages'],
  [HttpMethod.GET, '/doctor'],
  [HttpMethod.GET, '/contact-card'],
  [HttpMethod.POST, '/silences'],
  [HttpMethod.GET, '/silences'],
  [HttpMethod.POST, '/silences/{id}/end'],
  [HttpMethod.GET, '/suppressed'],
  [HttpMethod.POST, '/maintenances'],
  [HttpMethod.GET, '/maintenances'],
  [HttpMethod.POST, '/maintenances/{id}/{command}'],
  [HttpMethod.POST, '/classify'],
];

export interface ResponderApiProps {
  readonly code: HandlerCode;
  readonly table: IncidentTable;
  readonly linkKey: LinkKey;
  readonly statusPageUrl: string;
}

/** Routes without a signature of AWS, behind which another function looks for a proof of its own. */
export interface OpenRoutes {
  readonly handler: IFunction;
  readonly paths: readonly string[];
  /** POST where it is left out. */
  readonly methods?: readonly HttpMethod[];
  /** What the proof is, for those who audit the template. */
  readonly because: string;
  /** What each route takes a second, and at once: a flood here must not reach the function, nor the responders' links. */
  readonly throttle: { readonly rate: number; readonly burst: number };
}

/** Where responders speak: the links in their pages, and the commands of `tocsin`. Other capabilities may open routes of theirs. */
export class ResponderApi extends Construct {
  readonly handler: HandlerFunction;
  /** `https://…`, without a slash at the end. */
  readonly url: string;
  /** What single routes take a second. */
  private readonly settings: Record<string, object> = {};
  private readonly api: HttpApi;
  private readonly stage: HttpStage;

  constructor(scope: Construct, id: string, props: ResponderApiProps) {
    super(scope, id);
    this.handler = new HandlerFunction(this, 'responder-api', {
      code: props.code,
      description: "Answers responders' links and commands",
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: props.table.tableName,
        LINK_KEY_SECRET_ARN: props.linkKey.secretArn,
        STATUS_PAGE_URL: props.statusPageUrl,
      },
      may: [
        [
          ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:PutItem', 'dynamodb:UpdateItem'],
          [props.table.tableArn],
        ],
        [['dynamodb:Query'], [props.table.indexArn('open'), props.table.indexArn('byTime')]],
        [['secretsmanager:GetSecretValue'], [props.linkKey.secretArn]],
      ],
    });
    this.api = named(new HttpApi(this, 'Api', { apiName: 'Tocsin', createDefaultStage: false }), 'ResponderHttpApi');
    this.url = this.api.apiEndpoint;
    this.addRoutes();
    this.stage = this.addStage();
    const form = {
      handler: this.handler,
      because: 'A form for anybody: what it takes is bounded, throttled, kept for a person, and pages nobody.',
      throttle: { rate: 2, burst: 5 },
    };
    this.open({ ...form, paths: ['/report'] });
    this.open({ ...form, paths: ['/report'], methods: [HttpMethod.GET, HttpMethod.HEAD] });
  }

  /** Opens routes for POST. */
  open({ handler, paths, methods = [HttpMethod.POST], because, throttle }: OpenRoutes): void {
    const integration = new HttpLambdaIntegration('Handler', handler, { scopePermissionToRoute: false });
    const stage = this.stage.node.defaultChild as CfnStage;
    for (const path of paths) {
      for (const route of this.api.addRoutes({ path, methods: [...methods], integration })) {
        acknowledge(route, { 'AwsSolutions-APIG4': because });
        // A stage is refused that speaks of a route before it is there.
        stage.node.addDependency(route);
      }
      // Free JSON to CloudFormation: nothing turns small initials into capitals here.
      for (const method of methods) {
        const limits = { ThrottlingRateLimit: throttle.rate, ThrottlingBurstLimit: throttle.burst };
        this.settings[`${method} ${path}`] = limits;
      }
    }
    stage.routeSettings = this.settings;
  }

  /** The ARNs that let a person use the command line. */
  commandArns(): string[] {
    const api = `arn:${Aws.PARTITION}:execute-api:${Aws.REGION}:${Aws.ACCOUNT_ID}:${this.api.apiId}/$default`;
    return commandRoutes.map(([method, path]) => `${api}/${method}${path.replace(/\{\w+\}/g, '*')}`);
  }

  private addRoutes(): void {
    // One permission for the whole API: the function tells its routes apart itself.
    const integration = new HttpLambdaIntegration('Handler', this.handler, { scopePermissionToRoute: false });
    for (const [method, path] of linkRoutes) {
      for (const route of this.api.addRoutes({ path, methods: [method], integration })) {
        acknowledge(route, {
          'AwsSolutions-APIG4':
            'The signed token in the path authorizes; a responder at night has no other credential.',
        });
      }
    }
    const authorizer = new HttpIamAuthorizer();
    for (const [method, path] of commandRoutes)
      this.api.addRoutes({ path, methods: [method], integration, authorizer });
  }

  private addStage(): HttpStage {
    const log = new LogGroup(this, 'AccessLog', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    named(log, 'ResponderApiAccessLog');
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { burstLimit: 50, rateLimit: 25 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        // Never the path or the query: the path of a link carries its token.
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            time: '$context.requestTimeEpoch',
            route: '$context.routeKey',
            status: '$context.status',
            latency: '$context.responseLatency',
            caller: '$context.identity.userArn',
            error: '$context.error.message',
          }),
        ),
      },
    });
  }
}
