import { randomUUID } from 'node:crypto';
import { ACCOUNT } from '../template/place';
import type { RouteMatch } from './route';

/** A request to the HTTP API, as it came over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly rawQuery: string;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly protocol: string;
}

/** Who signed a request to a route that asks for it. */
export interface Signer {
  readonly accessKey: string;
  readonly userArn: string;
}

const NOT_PASSED_ON = ['cookie', 'connection', 'keep-alive', 'transfer-encoding', 'upgrade'];

/**
 * The event in payload format 2.0.
 * @param now epoch milliseconds
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
 */
export function proxyEvent(
  request: HttpRequest,
  { route, parameters }: RouteMatch,
  apiId: string,
  now: number,
  signer?: Signer,
): object {
  const { method, path, headers } = request;
  const text = isText(headers['content-type']);
  const cookies = headers.cookie?.split(/;\s*/);
  const host = headers.host ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey: route.key,
    rawPath: path,
    rawQueryString: request.rawQuery,
    ...(cookies && { cookies }),
    headers: {
      ...Object.fromEntries(Object.entries(headers).filter(([name]) => !NOT_PASSED_ON.includes(name))),
      'x-forwarded-for': request.sourceIp,
      'x-forwarded-port': host.split(':')[1] ?? '80',
      'x-forwarded-proto': 'http',
    },
    ...(request.rawQuery !== '' && { queryStringParameters: joinedQuery(request.query) }),
    ...(Object.keys(parameters).length > 0 && { pathParameters: parameters }),
    requestContext: {
      accountId: ACCOUNT,
      apiId,
      ...(signer && { authorizer: { iam: iamOf(signer) } }),
      domainName: host,
      domainPrefix: host.split('.')[0],
      http: {
        method,
        path,
        protocol: request.protocol,
        sourceIp: request.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: randomUUID(),
      routeKey: route.key,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now,
    },
    ...(request.body.length > 0 && { body: request.body.toString(text ? 'utf8' : 'base64') }),
    isBase64Encoded: request.body.length > 0 && !text,
  };
}

/** What API Gateway passes on as text; a form, too, comes in base64. */
function isText(contentType = ''): boolean {
  return /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))\b)/i.test(contentType.trim());
}

/** Repeated parameters are joined by a comma. */
function joinedQuery(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]));
}

function iamOf({ accessKey, userArn }: Signer): object {
  return {
    accessKey,
    accountId: ACCOUNT,
    callerId: accessKey,
    cognitoIdentity: null,
    principalOrgId: null,
    userArn,
    userId: accessKey,
  };
}

/** E.g. `03/Mar/2027:02:00:00 +0000`. */
function logTime(now: number): string {
  const [, day, month, year, time] = new Date(now).toUTCString().split(' ');
  return `${day}/${month}/${year}:${time} +0000`;
}
