import { request as httpRequest, type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import * as https from 'node:https';

/** Where a request wanted to go, and which function made it. */
export const urlHeader = 'x-local-url';
export const callerHeader = 'x-local-caller';

/** The path on the AWS port behind which the outside is. */
export const outsidePath = '/_local/https';

/** A public address, for names that are looked up: nobody ever connects to it. */
const somewhere = { address: '192.0.32.10', family: 4 } as const;

/**
 * What the functions of the local stack get for Node's own `https` and `dns/promises`: nothing leaves this machine, and the
 * deployed code is the very same, without a switch for that.
 * @param endpoint base URL of the AWS port
 * @param accessKeyId the function's
 */
export function noWayOut(endpoint: string, accessKeyId: string): Readonly<Record<string, unknown>> {
  const { hostname, port } = new URL(endpoint);
  const request = (options: RequestOptions, onAnswer?: (answer: IncomingMessage) => void): ClientRequest => {
    if (typeof options !== 'object' || options instanceof URL)
      throw new Error('The local stack knows https.request with options alone');
    const { method, path, headers, signal } = options;
    const url = `https://${options.hostname ?? options.host}${path}`;
    return httpRequest(
      {
        hostname,
        port,
        method,
        path: outsidePath,
        headers: { ...(headers as Record<string, string>), [urlHeader]: url, [callerHeader]: accessKeyId },
        agent: false,
        signal,
      },
      onAnswer,
    );
  };
  const get = () => {
    throw new Error('The local stack lets nobody read from the Internet');
  };
  return {
    https: { ...https, request, get },
    'dns/promises': { lookup: async () => [somewhere] },
  };
}
