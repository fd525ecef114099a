import { type ApiResponse } from '../engine';

/** A refusal in S3's own terms, e.g. `404 NoSuchKey`. */
export class S3Error extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.name = code;
  }
}

/** There is no such object, or it is deleted. */
export const noSuchKey = (headers?: Record<string, string>) =>
  new S3Error(404, 'NoSuchKey', 'The specified key does not exist.', headers);

/** The caller may not know whether the key exists. */
export const accessDenied = () => new S3Error(403, 'AccessDenied', 'Access Denied');

/** A conditional request whose condition does not hold. */
export const preconditionFailed = () =>
  new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold');

/** S3 can do this, the local one cannot. */
export const notImplemented = (what: string) =>
  new S3Error(501, 'NotImplemented', `A header you provided implies functionality that is not implemented: ${what}`);

/** The error document of the REST API. */
export function errorResponse({ status, code, message, headers }: S3Error): ApiResponse {
  return xml(status, `<Error><Code>${escape(code)}</Code><Message>${escape(message)}</Message></Error>`, headers);
}

/** An XML document as a response. */
export function xml(status: number, document: string, headers: Readonly<Record<string, string>> = {}): ApiResponse {
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${document}`;
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as it may stand in an XML element. */
export function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
