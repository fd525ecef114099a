import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKeys } from './ports';

/**
 * The shape of every link: 21 bytes, 28 characters. A version and key id (4 bits each), 8 bytes that the version gives a
 * meaning, and the first 12 bytes of an HMAC-SHA-256 over all that.
 */
const bodyLength = 9;
const macLength = 12;
/** Sets these signatures apart from any other use of the key. */
const label = 'tocsin/link/v1\0';
const shape = /^[A-Za-z0-9_-]{28}$/;

/** Signs 8 bytes with the key that signs now. */
export async function sealed(version: number, bytes: Uint8Array, linkKeys: LinkKeys): Promise<string> {
  const [signing] = await linkKeys.keys();
  if (!signing) throw new Error('There is no key to sign links with.');
  const body = Buffer.concat([Uint8Array.of((version << 4) | signing.id), bytes]);
  return Buffer.concat([body, mac(body, signing.key)]).toString('base64url');
}

/** The 8 bytes of a token of this version; undefined for any that we did not sign. Costs the fetching of the keys, once, and nothing else. */
export async function opened(version: number, token: string, linkKeys: LinkKeys): Promise<Buffer | undefined> {
  if (!shape.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, bodyLength);
  if (bytes.length !== bodyLength + macLength || bytes.toString('base64url') !== token || body[0]! >> 4 !== version)
    return undefined;
  const candidates = (await linkKeys.keys()).filter(({ id }) => id === (body[0]! & 0x0f));
  if (!candidates.some(({ key }) => timingSafeEqual(mac(body, key), bytes.subarray(bodyLength)))) return undefined;
  return body.subarray(1);
}

function mac(body: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(label).update(body).digest().subarray(0, macLength);
}
