import { sendSigned, type Signer } from './signed-request';

/** Calls an AWS service that speaks the query protocol, with the caller's own credentials; its answer is XML. */
export function callQuery(
  endpoint: string,
  service: string,
  signer: Signer,
  parameters: Readonly<Record<string, string>>,
): Promise<Response> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  const body = new URLSearchParams(parameters).toString();
  return sendSigned({ url: `${endpoint.replace(/\/$/, '')}/`, method: 'POST', service, headers, body }, signer);
}

/** The text of the first element of that name that holds text alone. */
export function textIn(xml: string, element: string): string | undefined {
  const found = new RegExp(`<${element}>([^<]*)</${element}>`).exec(xml)?.[1];
  const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return found?.replace(/&(lt|gt|quot|apos|amp);/g, (_, name: string) => entities[name]!);
}
