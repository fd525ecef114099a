import { createHash, timingSafeEqual } from 'node:crypto';

/** The secret in an `Authorization` header: a bearer token, or the password of basic authentication. */
export function offeredSecret(authorization: string | undefined): string | undefined {
  const [, scheme = '', credentials = ''] = /^\s*(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? [];
  if (scheme.toLowerCase() === 'bearer') return credentials;
  if (scheme === '') return undefined;
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  return colon < 0 ? undefined : decoded.slice(colon + 1);
}

/** True if the offered text is one of the secrets. Takes the same time whatever is offered, and whichever fits. */
export function isOneOf(offered: string | undefined, secrets: readonly string[]): boolean {
  const digest = digestOf(offered ?? '');
  const fitting = secrets.filter((secret) => timingSafeEqual(digest, digestOf(secret)));
  return offered !== undefined && offered !== '' && fitting.length > 0;
}

/** Digests have the same length, which the comparison asks for and which says nothing about the secret's. */
function digestOf(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}
