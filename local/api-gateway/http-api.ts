import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../clock';
import type { Caller, Permission } from '../engine';
import { credentialOf } from '../gateway/credential';
import { bodyOf, headersOf } from '../gateway/http-message';
import type { Outcome } from '../lambda/lambda-function';
import { ACCOUNT, REGION } from '../template/place';
import type { ResolvedTemplate } from '../template/resolve';
import { proxyEvent, type HttpRequest, type Signer } from './proxy-event';
import { gatewayAnswer, sendProxyResponse } from './proxy-response';
import { matchRoute, routesOf, type Route, type RouteMatch } from './route';

export interface HttpApiOptions {
  readonly clock: Clock;
  readonly template: ResolvedTemplate;
  readonly callerOf: (accessKeyId: string) => Caller;
  /** Why IAM refuses this, or undefined; records its refusals itself. */
  readonly refusalOf: (caller: Caller, permission: Permission) => string | undefined;
  /** Why the function does not let the API in, or undefined; records its refusals itself. */
  readonly deliveryRefusalOf: (permission: Permission) => string | undefined;
  readonly invoke: (functionArn: string, event: object) => Promise<Outcome>;
}

/** 10 MB, the limit of an HTTP API. */
const MAX_BODY = 10_485_760;

/** The template's HTTP API (API Gateway version 2) with Lambda behind every route. */
export class HttpApi {
  private readonly apiId: string;
  private readonly routes: readonly Route[];

  /** @throws Error when the template has more than one HTTP API: the local stack has one port for it */
  constructor(private readonly options: HttpApiOptions) {
    const apis = options.template.ofType('AWS::ApiGatewayV2::Api');
    if (apis.length > 1)
      throw new Error(
        `The local stack serves one HTTP API, the template has ${apis.map(({ logicalId }) => logicalId).join(' and ')}`,
      );
    this.apiId = apis[0]?.ref ?? '';
    this.routes = routesOf(this.apiId, options.template.resources);
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { clock, invoke, deliveryRefusalOf } = this.options;
    response.sendDate = false;
    response.setHeader('date', new Date(clock.now()).toUTCString());
    response.setHeader('apigw-requestid', randomUUID());
    const request = await clock.call(() => this.read(incoming));
    const match = matchRoute(this.routes, request.method, request.path);
    if (!match) return gatewayAnswer(response, 404, 'Not Found');
    if (request.body.length > MAX_BODY) return gatewayAnswer(response, 413, 'Request Entity Too Large');
    const signer = match.route.needsSignature ? this.signerOf(request) : undefined;
    if (match.route.needsSignature && !signer) return gatewayAnswer(response, 403, 'Forbidden');
    if (deliveryRefusalOf(this.invocationOf(match, request.method)) !== undefined)
      return gatewayAnswer(response, 500, 'Internal Server Error');
    const outcome = await invoke(match.route.functionArn, proxyEvent(request, match, this.apiId, clock.now(), signer));
    if (outcome.throttled) return gatewayAnswer(response, 503, 'Service Unavailable');
    if (outcome.errorType !== undefined) return gatewayAnswer(response, 500, 'Internal Server Error');
    sendProxyResponse(response, outcome.payload);
  }

  private async read(incoming: IncomingMessage): Promise<HttpRequest> {
    const [path = '/', rawQuery = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
    return {
      method: incoming.method ?? 'GET',
      path,
      rawQuery,
      query: new URLSearchParams(rawQuery),
      headers: headersOf(incoming),
      body: await bodyOf(incoming),
      sourceIp: incoming.socket.remoteAddress ?? '127.0.0.1',
      protocol: `HTTP/${incoming.httpVersion}`,
    };
  }

  /** Who signed the request, when IAM lets them invoke this route. */
  private signerOf({ headers, method, path }: HttpRequest): Signer | undefined {
    const credential = credentialOf(headers);
    if (credential?.service !== 'execute-api') return undefined;
    const caller = this.options.callerOf(credential.accessKeyId);
    const resource = `${this.apiArn}/$default/${method}${path}`;
    if (this.options.refusalOf(caller, { action: 'execute-api:Invoke', resource }) !== undefined) return undefined;
    return {
      accessKey: caller.accessKeyId,
      userArn: caller.roleArn ?? `arn:aws:iam::${ACCOUNT}:user/${caller.accessKeyId}`,
    };
  }

  /** What the function's permission must allow; API Gateway names the route by its key, not by the path that was asked for. */
  private invocationOf({ route }: RouteMatch, method: string): Permission {
    const place = route.key === '$default' ? '$default' : `${method}${route.path}`;
    return {
      action: 'lambda:InvokeFunction',
      resource: route.functionArn,
      conditions: { 'aws:SourceArn': `${this.apiArn}/$default/${place}`, 'aws:SourceAccount': ACCOUNT },
    };
  }

  private get apiArn(): string {
    return `arn:aws:execute-api:${REGION}:${ACCOUNT}:${this.apiId}`;
  }
}
