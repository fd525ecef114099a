import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import type { Clock } from '../clock';
import type { Permission } from '../engine';
import { answer, headersOf } from '../gateway/http-message';
import type { S3Engine } from '../s3/s3-engine';
import { ACCOUNT } from '../template/place';
import type { ResolvedTemplate } from '../template/resolve';
import { covers, parseDistribution, type Behavior, type DistributionConfig, type Origin } from './distribution-config';
import { applyHeadersPolicy } from './headers-policy';
import { runViewerRequest, type ViewerRequest } from './viewer-request';

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface DistributionOptions {
  readonly clock: Clock;
  readonly template: ResolvedTemplate;
  readonly s3: S3Engine;
  /** Whether the bucket's policy lets CloudFront do this. */
  readonly mayDeliver: (permission: Permission) => boolean;
  /** Whole minutes that the clock is ahead of this machine's. */
  readonly minutesAhead: () => number;
}

/** CloudFront compresses answers of 1,000 to 10,000,000 bytes, of types that are text. */
const COMPRESSIBLE = /^(text\/|application\/(json|javascript|xml|[\w.-]+\+(json|xml))|image\/svg\+xml)/;

/** The status page as the template's distribution would serve it. Without a cache at the edge: every request reads the bucket. */
export class Distribution {
  private readonly config: DistributionConfig | undefined;

  /** @throws Error when the template has several distributions: the local stack has one port for it */
  constructor(private readonly options: DistributionOptions) {
    const found = options.template.ofType('AWS::CloudFront::Distribution');
    if (found.length > 1)
      throw new Error(
        `The local stack serves one distribution, the template has ${found.map(({ logicalId }) => logicalId).join(' and ')}`,
      );
    this.config = found[0] && parseDistribution(found[0], options.template);
  }

  async handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const [uri = '/', query] = (incoming.url ?? '/').split(/\?(.*)/s);
    const request = {
      method: incoming.method ?? 'GET',
      uri,
      query: new URLSearchParams(query),
      headers: headersOf(incoming),
    };
    const { status, headers, body } = this.respond(request);
    const length: Record<string, string> = status === 304 ? {} : { 'content-length': String(body.length) };
    await answer(this.options.clock, response, {
      status,
      headers: { ...headers, ...length },
      body: request.method === 'HEAD' ? undefined : body,
    });
  }

  private respond(request: ViewerRequest): Answer {
    const behavior = this.config?.behaviors.find(({ pathPattern }) => covers(pathPattern, request.uri));
    if (!this.config || !behavior) return plain(404, 'The template has no distribution');
    if (!behavior.methods.includes(request.method))
      return plain(
        403,
        'This distribution is not configured to allow the HTTP request method that was used for this request.',
      );
    const path =
      behavior.viewerRequestCode === undefined ? request.uri : runViewerRequest(behavior.viewerRequestCode, request);
    if (typeof path !== 'string') {
      return {
        status: path.statusCode,
        headers: applyHeadersPolicy(behavior.headersPolicy, { ...path.headers }, request.headers['origin']),
        body: Buffer.from(path.body),
      };
    }
    const served = this.withErrorPage(
      behavior,
      this.fromBucket(behavior.origin, path === '/' ? `/${this.config.rootObject}` : path),
    );
    return this.finish(behavior, request, served);
  }

  /** S3 says 403, not 404, about a key that is not there to whoever may not list the bucket. */
  private fromBucket(origin: Origin, path: string): Answer {
    const key = decoded(`${origin.path}${path}`).slice(1);
    const may = (action: string, resource: string) =>
      this.options.mayDeliver({
        action,
        resource,
        conditions: { 'aws:SourceArn': this.config!.arn, 'aws:SourceAccount': ACCOUNT },
      });
    const object = key === '' ? undefined : this.options.s3.read(origin.bucket, key);
    if (object && may('s3:GetObject', `${origin.bucketArn}/${key}`)) {
      const about = { etag: object.etag, 'last-modified': new Date(object.lastModified).toUTCString() };
      return { status: 200, headers: { ...object.headers, ...about }, body: object.body };
    }
    const missing = !object && may('s3:ListBucket', origin.bucketArn);
    const [status, code] = missing ? [404, 'NoSuchKey'] : [403, 'AccessDenied'];
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`;
    return { status: status, headers: { 'content-type': 'application/xml' }, body: Buffer.from(body) };
  }

  private withErrorPage(behavior: Behavior, given: Answer): Answer {
    const rule = this.config!.errorResponses.find(({ ErrorCode }) => ErrorCode === given.status);
    if (!rule?.ResponsePagePath) return given;
    const page = this.fromBucket(
      this.config!.behaviors.find(({ pathPattern }) => covers(pathPattern, rule.ResponsePagePath!))?.origin ??
        behavior.origin,
      rule.ResponsePagePath,
    );
    return page.status === 200 ? { ...page, status: Number(rule.ResponseCode ?? given.status) } : given;
  }

  private finish(behavior: Behavior, { headers: asked }: ViewerRequest, given: Answer): Answer {
    const { body, headers, status } = withStrip(given, this.options.minutesAhead());
    const { etag } = headers;
    const { origin: site } = asked;
    if (status === 200 && etag !== undefined && asked['if-none-match']?.replace('W/', '') === etag) {
      return {
        status: 304,
        headers: applyHeadersPolicy(behavior.headersPolicy, { etag }, site),
        body: Buffer.alloc(0),
      };
    }
    const type = headers['content-type'] ?? '';
    const compress = behavior.compress && /\bgzip\b/.test(asked['accept-encoding'] ?? '') && COMPRESSIBLE.test(type);
    if (!compress || headers['content-encoding'] || body.length < 1000 || body.length > 10_000_000) {
      return { status, headers: applyHeadersPolicy(behavior.headersPolicy, headers, site), body };
    }
    const weak: Record<string, string> = etag ? { etag: `W/${etag}` } : {};
    const compressed = { ...headers, ...weak, 'content-encoding': 'gzip', vary: 'Accept-Encoding' };
    return { status, headers: applyHeadersPolicy(behavior.headersPolicy, compressed, site), body: gzipSync(body) };
  }
}

/** On this machine a page says that its clock was skipped ahead. No style and no script: the page's own policy forbids both. */
function withStrip(given: Answer, minutesAhead: number): Answer {
  const { etag: _, ...headers } = given.headers;
  if (minutesAhead <= 0 || !headers['content-type']?.startsWith('text/html')) return given;
  const strip = `<p role="status">clock skipped ahead ${minutesAhead} min</p>`;
  const html = given.body.toString().replace(/<body[^>]*>/, (tag) => tag + strip);
  return { ...given, headers, body: Buffer.from(html) };
}

function plain(status: number, text: string): Answer {
  return { status, headers: { 'content-type': 'text/plain' }, body: Buffer.from(text) };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
