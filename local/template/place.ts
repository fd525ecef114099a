/** Where the local stack says that it runs. */
export const ACCOUNT = '000000000000';
export const REGION = 'eu-central-1';
export const PARTITION = 'aws';
export const URL_SUFFIX = 'amazonaws.com';

/** The four loopback ports: status page, HTTP API, outbox, AWS APIs. */
export interface Ports {
  readonly page: number;
  readonly api: number;
  readonly outbox: number;
  readonly aws: number;
}

/** `http://127.0.0.1:<port>`, without a slash at the end. */
export function loopback(port: number): string {
  return `http://127.0.0.1:${port}`;
}
