import { createContext, runInContext } from 'node:vm';

/** A request as it reaches the distribution. Header names in lower case. */
export interface ViewerRequest {
  readonly method: string;
  /** Path as sent, without the query. */
  readonly uri: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
}

/** An answer that the function gives in place of the origin. */
export interface EarlyAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface FunctionResult {
  readonly uri?: string;
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, { readonly value: string }>>;
  readonly body?: string | { readonly data?: string };
}

/**
 * Runs a CloudFront function on a viewer's request: it may change the path, or answer by itself.
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/functions-event-structure.html
 */
export function runViewerRequest(code: string, request: ViewerRequest): string | EarlyAnswer {
  const values = (entries: Iterable<[string, string]>) =>
    Object.fromEntries([...entries].map(([name, value]) => [name, { value }]));
  const event = {
    version: '1.0',
    context: { eventType: 'viewer-request' },
    viewer: { ip: '127.0.0.1' },
    request: {
      method: request.method,
      uri: request.uri,
      querystring: values(request.query),
      headers: values(Object.entries(request.headers)),
      cookies: {},
    },
  };
  const context = createContext({ event: JSON.stringify(event) });
  const text = runInContext(`${code}\n;JSON.stringify(handler(JSON.parse(event)))`, context, {
    timeout: 100,
  }) as string;
  const result = JSON.parse(text) as FunctionResult;
  if (result.statusCode === undefined) return result.uri ?? request.uri;
  const headers = Object.entries(result.headers ?? {}).map(([name, { value }]) => [name.toLowerCase(), value]);
  const body = typeof result.body === 'string' ? result.body : (result.body?.data ?? '');
  return { statusCode: result.statusCode, headers: Object.fromEntries(headers) as Record<string, string>, body };
}
