import type { ServerResponse } from 'node:http';

/** A function's answer in payload format 2.0. */
interface ProxyResponse {
  readonly statusCode?: number;
  readonly headers?: Readonly<Record<string, string | number | boolean>>;
  readonly cookies?: readonly string[];
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** An answer of API Gateway's own. */
export function gatewayAnswer(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ message }));
}

/** Sends what the function answered. An answer without `statusCode` is taken as the JSON body of a 200. */
export function sendProxyResponse(response: ServerResponse, payload: string): void {
  const answer = JSON.parse(payload) as ProxyResponse | string | null;
  if (answer === null || typeof answer !== 'object' || answer.statusCode === undefined) {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(typeof answer === 'string' ? answer : payload);
    return;
  }
  const { statusCode, headers = {}, cookies = [], body = '', isBase64Encoded = false } = answer;
  if (!Number.isInteger(statusCode) || statusCode < 100 || statusCode > 599)
    return gatewayAnswer(response, 500, 'Internal Server Error');
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.statusCode = statusCode;
  response.setHeader('content-type', 'text/plain;charset=UTF-8');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  if (cookies.length > 0) response.setHeader('set-cookie', cookies);
  response.setHeader('content-length', bytes.length);
  response.end(bytes);
}
