import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HttpApi } from '../../../local/api-gateway/http-api';
import { Clock } from '../../../local/clock';
import { resolveTemplate } from '../../../local/template/resolve';
import type { TemplateResource } from '../../../local/template/template';

const route = (RouteKey: string, more: object = {}): TemplateResource => ({
  Type: 'AWS::ApiGatewayV2::Route',
  Properties: {
    ApiId: { Ref: 'Api' },
    RouteKey,
    Target: { 'Fn::Join': ['', ['integrations/', { Ref: 'ToFunction' }]] },
    ...more,
  },
});

const Resources: Record<string, TemplateResource> = {
  Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
  ToFunction: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      IntegrationType: 'AWS_PROXY',
      PayloadFormatVersion: '2.0',
      IntegrationUri: 'arn:aws:lambda:eu-central-1:000000000000:function:Api',
    },
  },
  ShowPage: route('GET /a/{token}'),
  AnyPage: route('ANY /a/{token}'),
  Fixed: route('GET /a/fixed'),
  Greedy: route('GET /files/{path+}'),
  Command: route('POST /commands/{id}', { AuthorizationType: 'AWS_IAM' }),
};

interface ProxyEvent {
  routeKey: string;
  body?: string;
  isBase64Encoded: boolean;
  [field: string]: unknown;
}

let server: Server;
let base: string;
let answer: unknown;
let events: ProxyEvent[];
let asked: string[];
let deny: (action: string) => string | undefined;

beforeEach(async () => {
  events = [];
  asked = [];
  answer = { statusCode: 200, body: 'fine' };
  deny = () => undefined;
  const api = new HttpApi({
    clock: new Clock(Date.UTC(2027, 2, 3, 2, 0), 0),
    template: resolveTemplate({ Resources }, { page: 1, api: 2, outbox: 3, aws: 4 }),
    callerOf: (accessKeyId) => ({ accessKeyId }),
    refusalOf: (caller, { action, resource }) => (
      asked.push(`${caller.accessKeyId} ${action} ${resource}`),
      deny(action)
    ),
    deliveryRefusalOf: ({ action, conditions }) => (
      asked.push(`${action} from ${conditions?.['aws:SourceArn']}`),
      deny(action)
    ),
    invoke: async (_arn, event) => {
      events.push(event as ProxyEvent);
      return answer instanceof Error
        ? { requestId: '1', payload: '{}', errorType: 'Error' }
        : { requestId: '1', payload: JSON.stringify(answer) };
    },
  });
  server = createServer((request, response) => void api.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const signed = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=ops/20270303/eu-central-1/execute-api/aws4_request, SignedHeaders=host, Signature=x',
};

it('hands over the request in payload format 2.0', async () => {
  await fetch(`${base}/a/tok%2Fen?x=1&x=2&y=`, {
    headers: { cookie: 'a=1; b=2', 'x-thing': 'T', 'user-agent': 'test' },
  });
  expect(events[0]).toMatchObject({
    version: '2.0',
    routeKey: 'GET /a/{token}',
    rawPath: '/a/tok%2Fen',
    rawQueryString: 'x=1&x=2&y=',
    cookies: ['a=1', 'b=2'],
    headers: { 'x-thing': 'T', 'x-forwarded-for': '127.0.0.1' },
    queryStringParameters: { x: '1,2', y: '' },
    pathParameters: { token: 'tok/en' },
    requestContext: {
      http: { method: 'GET', path: '/a/tok%2Fen', sourceIp: '127.0.0.1', userAgent: 'test', protocol: 'HTTP/1.1' },
      stage: '$default',
      time: '03/Mar/2027:02:00:00 +0000',
      timeEpoch: Date.UTC(2027, 2, 3, 2, 0),
    },
    isBase64Encoded: false,
  });
  expect(events[0]).not.toHaveProperty('body');
});

it.each([
  ['application/json', '{"a":1}', '{"a":1}', false],
  ['application/x-www-form-urlencoded', 'a=1', 'YT0x', true],
  ['application/octet-stream', 'raw', 'cmF3', true],
])('hands over a body of %s', async (type, body, expected, base64) => {
  await fetch(`${base}/a/t`, { method: 'POST', headers: { 'content-type': type }, body });
  expect(events[0]).toMatchObject({ body: expected, isBase64Encoded: base64 });
});

it.each([
  ['GET', '/a/fixed', 'GET /a/fixed'],
  ['GET', '/a/other', 'GET /a/{token}'],
  ['DELETE', '/a/other', 'ANY /a/{token}'],
  ['HEAD', '/a/other', 'ANY /a/{token}'],
  ['GET', '/files/a/b/c', 'GET /files/{path+}'],
])('%s %s goes to %s', async (method, path, key) => {
  await fetch(base + path, { method });
  expect(events.map(({ routeKey }) => routeKey)).toEqual([key]);
});

it.each([
  ['HEAD', '/files/a'],
  ['GET', '/a/x/y'],
  ['GET', '/'],
])('%s %s has no route', async (method, path) => {
  const response = await fetch(base + path, { method });
  expect(response.status).toBe(404);
  if (method === 'GET') expect(await response.json()).toEqual({ message: 'Not Found' });
  expect(events).toEqual([]);
});

it('sends status, headers, cookies and binary bodies', async () => {
  answer = {
    statusCode: 303,
    headers: { Location: '/a/t', 'X-Number': 7 },
    cookies: ['a=1', 'b=2'],
    body: Buffer.from([0, 255]).toString('base64'),
    isBase64Encoded: true,
  };
  const raw = await new Promise<IncomingMessage>((resolve) =>
    httpRequest(`${base}/a/t`, { method: 'POST' }, resolve).end(),
  );
  expect(raw.statusCode).toBe(303);
  expect(raw.headers).toMatchObject({
    location: '/a/t',
    'x-number': '7',
    'set-cookie': ['a=1', 'b=2'],
    'content-length': '2',
    date: 'Wed, 03 Mar 2027 02:00:00 GMT',
  });
});

it('takes an answer without a status code as JSON', async () => {
  answer = { hello: 'you' };
  const response = await fetch(`${base}/a/t`);
  expect([response.status, response.headers.get('content-type'), await response.json()]).toEqual([
    200,
    'application/json',
    { hello: 'you' },
  ]);
});

it('hides a function error', async () => {
  answer = new Error('secret');
  const response = await fetch(`${base}/a/t`);
  expect([response.status, await response.json()]).toEqual([500, { message: 'Internal Server Error' }]);
});

it('a signed route asks for a signature for this API, IAM and names the signer', async () => {
  const post = (headers: Record<string, string>) => fetch(`${base}/commands/7`, { method: 'POST', headers });
  const unsigned = await post({});
  expect([unsigned.status, await unsigned.json()]).toEqual([403, { message: 'Forbidden' }]);
  expect((await post({ authorization: signed.authorization.replace('execute-api', 's3') })).status).toBe(403);
  expect((await post(signed)).status).toBe(200);
  expect(asked).toContain(
    'ops execute-api:Invoke arn:aws:execute-api:eu-central-1:000000000000:Api/$default/POST/commands/7',
  );
  expect(events).toMatchObject([
    { requestContext: { authorizer: { iam: { accessKey: 'ops', userArn: 'arn:aws:iam::000000000000:user/ops' } } } },
  ]);
  deny = (action) => (action === 'execute-api:Invoke' ? 'no' : undefined);
  expect((await post(signed)).status).toBe(403);
});

it('needs a permission of the function, by the key of the route', async () => {
  deny = (action) => (action === 'lambda:InvokeFunction' ? 'no' : undefined);
  expect((await fetch(`${base}/a/t`)).status).toBe(500);
  expect(asked).toEqual([
    'lambda:InvokeFunction from arn:aws:execute-api:eu-central-1:000000000000:Api/$default/GET/a/{token}',
  ]);
  expect(events).toEqual([]);
});
