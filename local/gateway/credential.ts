/** Who signed a request, and for which service: the credential scope of an AWS signature version 4. */
export interface Credential {
  readonly accessKeyId: string;
  readonly service: string;
}

/** Reads the credential scope; undefined when the request is not signed. The signature itself is not checked on this machine. */
export function credentialOf(headers: Readonly<Record<string, string>>): Credential | undefined {
  const scope = /^AWS4-\S+ Credential=([^/,\s]+)\/\d{8}\/[^/,\s]+\/([^/,\s]+)\/aws4_request/.exec(
    headers.authorization ?? '',
  );
  return scope ? { accessKeyId: scope[1]!, service: scope[2]! } : undefined;
}
