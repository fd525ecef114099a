import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';

export type WebhookEvent = Pick<
  APIGatewayProxyEventV2,
  'routeKey' | 'headers' | 'body' | 'isBase64Encoded' | 'pathParameters'
>;
export type WebhookAnswer = APIGatewayProxyStructuredResultV2;

/** 512 KB, PagerDuty's own limit. */
export const largestBody = 524_288;

export function bytesOf({ body = '', isBase64Encoded }: WebhookEvent): number {
  return isBase64Encoded ? Math.floor((body.length * 3) / 4) : Buffer.byteLength(body);
}

/** The body as text, whatever its content type says it is. */
export function textOf({ body = '', isBase64Encoded }: WebhookEvent): string {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body;
  return text.replace(/^\uFEFF/, '');
}

/** What a body says as JSON; undefined where it is none, as no JSON is. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** An answer never repeats anything that was sent. */
export function answer(
  statusCode: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): WebhookAnswer {
  return {
    statusCode,
    headers: {
      'content-type': 'application/json',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    },
    body: JSON.stringify(body),
  };
}
