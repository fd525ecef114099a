import { randomUUID } from 'node:crypto';
import type { ApiResponse } from '../engine';
import { escapeText } from './escape';

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

/** A value of an answer: text, a list of `member`s, or a structure. */
export type XmlValue = string | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** An answer in the query protocol. */
export function snsAnswer(operation: string, result: XmlValue): ApiResponse {
  const metadata = `<ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata>`;
  const body = `<${operation}Response xmlns="${NAMESPACE}"><${operation}Result>${xml(result)}</${operation}Result>${metadata}</${operation}Response>`;
  return { status: 200, headers: { 'content-type': 'text/xml' }, body };
}

export function snsFailure(status: number, code: string, message: string): ApiResponse {
  const type = status < 500 ? 'Sender' : 'Receiver';
  const error = xml({ Type: type, Code: code, Message: message });
  const body = `<ErrorResponse xmlns="${NAMESPACE}"><Error>${error}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;
  return { status, headers: { 'content-type': 'text/xml' }, body };
}

function xml(value: XmlValue): string {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map((item: XmlValue) => `<member>${xml(item)}</member>`).join('');
  return Object.entries(value)
    .map(([name, item]) => `<${name}>${xml(item)}</${name}>`)
    .join('');
}
