import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Clock } from '../../../local/clock';
import { Distribution } from '../../../local/distribution/distribution';
import type { Permission } from '../../../local/engine';
import { S3Engine } from '../../../local/s3/s3-engine';
import { resolveTemplate } from '../../../local/template/resolve';

const ROUTER = `function handler(event) {
  var request = event.request;
  if (request.uri === '/old') return { statusCode: 301, statusDescription: 'Moved', headers: { location: { value: '/new' } } };
  if (request.uri.endsWith('/')) request.uri += 'index.html';
  return request;
}`;

const template = resolveTemplate(
  {
    Resources: {
      Bucket: { Type: 'AWS::S3::Bucket' },
      Headers: {
        Type: 'AWS::CloudFront::ResponseHeadersPolicy',
        Properties: {
          ResponseHeadersPolicyConfig: {
            CorsConfig: {
              AccessControlAllowOrigins: { Items: ['https://a.example'] },
              AccessControlAllowMethods: { Items: ['GET', 'HEAD'] },
              AccessControlExposeHeaders: { Items: ['x-amz-meta-version'] },
            },
            SecurityHeadersConfig: {
              ContentTypeOptions: { Override: true },
              StrictTransportSecurity: { AccessControlMaxAgeSec: 31536000, IncludeSubdomains: true, Override: true },
            },
            CustomHeadersConfig: {
              Items: [
                { Header: 'Cache-Control', Value: 'max-age=1', Override: false },
                { Header: 'X-Made-By', Value: 'policy', Override: true },
              ],
            },
            RemoveHeadersConfig: { Items: [{ Header: 'X-Amz-Meta-Secret' }] },
          },
        },
      },
      Router: { Type: 'AWS::CloudFront::Function', Properties: { FunctionCode: ROUTER } },
      Page: {
        Type: 'AWS::CloudFront::Distribution',
        Properties: {
          DistributionConfig: {
            DefaultRootObject: 'index.html',
            Origins: [{ Id: 'bucket', DomainName: { 'Fn::GetAtt': ['Bucket', 'RegionalDomainName'] } }],
            DefaultCacheBehavior: {
              TargetOriginId: 'bucket',
              Compress: true,
              ResponseHeadersPolicyId: { Ref: 'Headers' },
            },
            CacheBehaviors: [
              {
                PathPattern: '/routed/*',
                TargetOriginId: 'bucket',
                FunctionAssociations: [
                  { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Router', 'FunctionARN'] } },
                ],
              },
              {
                PathPattern: '/old',
                TargetOriginId: 'bucket',
                FunctionAssociations: [
                  { EventType: 'viewer-request', FunctionARN: { 'Fn::GetAtt': ['Router', 'FunctionARN'] } },
                ],
              },
            ],
            CustomErrorResponses: [{ ErrorCode: 404, ResponseCode: 404, ResponsePagePath: '/404.html' }],
          },
        },
      },
    },
  },
  { page: 1, api: 2, outbox: 3, aws: 4 },
);

let server: Server;
let base: string;
let s3: S3Engine;
let allowed: (permission: Permission) => boolean;
let ahead: number;

const put = (key: string, body: string, headers: Record<string, string> = {}) =>
  s3.handle('PutObject', {
    caller: { accessKeyId: 'owner' },
    method: 'PUT',
    path: `/Bucket/${key}`,
    query: new URLSearchParams(),
    headers: { 'content-type': 'text/html; charset=utf-8', ...headers },
    body: Buffer.from(body),
  });

beforeEach(async () => {
  const clock = new Clock(Date.UTC(2027, 2, 3), 0);
  allowed = () => true;
  ahead = 0;
  s3 = new S3Engine({
    clock,
    buckets: [{ name: 'Bucket', arn: 'arn:aws:s3:::Bucket', properties: {} }],
    mayList: () => true,
  });
  const page = new Distribution({
    clock,
    template,
    s3,
    mayDeliver: (permission) => allowed(permission),
    minutesAhead: () => ahead,
  });
  server = createServer((request, response) => void page.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await put('index.html', '<html><body class="x">Hello</body></html>', {
    'cache-control': 'max-age=30',
    'x-amz-meta-secret': 's',
  });
  await put('routed/index.html', 'routed');
  await put('404.html', 'Not here');
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const get = async (path: string, init?: RequestInit) => {
  const response = await fetch(base + path, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, body: await response.text() };
};

it('serves the root object with the headers policy; a header that does not override yields to the origin', async () => {
  const { status, headers, body } = await get('/');
  expect([status, body]).toEqual([200, '<html><body class="x">Hello</body></html>']);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000; includeSubDomains');
  expect(headers.get('cache-control')).toBe('max-age=30');
  expect(headers.get('x-made-by')).toBe('policy');
  expect(headers.get('x-amz-meta-secret')).toBeNull();
});

it('tells a site that the policy names that it may read, and no other, and nobody who does not ask', async () => {
  const from = async (origin?: string) =>
    (await get('/', { headers: origin === undefined ? {} : { origin } })).headers.get('access-control-allow-origin');
  expect(await from('https://a.example')).toBe('https://a.example');
  expect(await from('https://b.example')).toBeNull();
  expect(await from()).toBeNull();
});

it('serves the error page with the headers policy too', async () => {
  const { status, headers, body } = await get('/nothing');
  expect([status, body, headers.get('x-content-type-options')]).toEqual([404, 'Not here', 'nosniff']);
});

it('answers 403 where the bucket policy lets CloudFront neither read nor list', async () => {
  allowed = ({ action }) => action !== 's3:ListBucket';
  expect((await get('/nothing')).status).toBe(403);
  allowed = () => false;
  expect((await get('/index.html')).status).toBe(403);
});

it('resolves no index of a folder, unless a function of the template does', async () => {
  expect((await get('/folder/')).status).toBe(404);
  expect((await get('/routed/')).body).toBe('routed');
  const moved = await get('/old');
  expect([moved.status, moved.headers.get('location')]).toEqual([301, '/new']);
});

it('allows only the methods of the behavior; HEAD has the headers and no body', async () => {
  expect((await get('/', { method: 'POST' })).status).toBe(403);
  const head = await get('/', { method: 'HEAD' });
  expect([head.status, head.body, head.headers.get('content-length')]).toEqual([200, '', '41']);
});

it('compresses what is long enough, and answers 304 to a known ETag', async () => {
  await put('long.html', 'x'.repeat(2000));
  const { headers, body } = await get('/long.html');
  expect([headers.get('content-encoding'), body.length]).toEqual(['gzip', 2000]);
  expect((await get('/long.html', { headers: { 'if-none-match': headers.get('etag')! } })).status).toBe(304);
  const plain = await get('/long.html', { headers: { 'accept-encoding': 'identity' } });
  expect(plain.headers.get('content-encoding')).toBeNull();
});

it('says on the page that the clock was skipped ahead', async () => {
  ahead = 15;
  expect((await get('/')).body).toBe(
    '<html><body class="x"><p role="status">clock skipped ahead 15 min</p>Hello</body></html>',
  );
});
