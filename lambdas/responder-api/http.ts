import type { APIGatewayProxyEventV2WithIAMAuthorizer, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type ApiEvent = APIGatewayProxyEventV2WithIAMAuthorizer;
export type ApiAnswer = APIGatewayProxyStructuredResultV2;

/** No script, no frame, no referrer, nothing kept: a page that opens from a link in a message. */
const pageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-robots-tag': 'noindex, nofollow',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=()',
};

export function page(statusCode: number, body: string, csp: string): ApiAnswer {
  return { statusCode, headers: { ...pageHeaders, 'content-security-policy': csp }, body };
}

export function json(statusCode: number, answer: unknown): ApiAnswer {
  return {
    statusCode,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' },
    body: JSON.stringify(answer),
  };
}

export function refused(statusCode: number, sentence: string): ApiAnswer {
  return json(statusCode, { refused: sentence });
}

/** The body as JSON; undefined where there is none or it is no JSON object. */
export function jsonBody(event: ApiEvent): Readonly<Record<string, unknown>> | undefined {
  const text = event.isBase64Encoded ? Buffer.from(event.body ?? '', 'base64').toString('utf8') : (event.body ?? '');
  if (text === '') return {};
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
