import { createHmac, timingSafeEqual } from 'node:crypto';
import type { LinkKeys } from './ports';

/**
 * What a link says: one message of one incident. 21 bytes, 28 characters: a version and key id (4 bits each), the
 * incident's four characters, the message's number (4 bytes), and the first 12 bytes of an HMAC-SHA-256 over all that.
 * Person, purpose and expiry are in that message's record.
 */
export interface LinkTarget {
  readonly incidentId: string;
  readonly number: number;
}

const version = 1;
const bodyLength = 9;
const macLength = 12;
/** Sets these signatures apart from any other use of the key. */
const label = 'tocsin/link/v1\0';
const shape = /^[A-Za-z0-9_-]{28}$/;

export async function linkToken({ incidentId, number }: LinkTarget, linkKeys: LinkKeys): Promise<string> {
  const [signing] = await linkKeys.keys();
  if (!signing) throw new Error('There is no key to sign links with.');
  const body = Buffer.alloc(bodyLength);
  body.writeUInt8((version << 4) | signing.id, 0);
  body.write(incidentId, 1, 4, 'latin1');
  body.writeUInt32BE(number, 5);
  return Buffer.concat([body, mac(body, signing.key)]).toString('base64url');
}

/** What a token stands for; undefined for any that we did not sign. Costs the fetching of the keys, once, and nothing else. */
export async function readLinkToken(token: string, linkKeys: LinkKeys): Promise<LinkTarget | undefined> {
  if (!shape.test(token)) return undefined;
  const bytes = Buffer.from(token, 'base64url');
  const body = bytes.subarray(0, bodyLength);
  if (bytes.length !== bodyLength + macLength || bytes.toString('base64url') !== token || body[0]! >> 4 !== version)
    return undefined;
  const candidates = (await linkKeys.keys()).filter(({ id }) => id === (body[0]! & 0x0f));
  if (!candidates.some(({ key }) => timingSafeEqual(mac(body, key), bytes.subarray(bodyLength)))) return undefined;
  return { incidentId: body.toString('latin1', 1, 5), number: body.readUInt32BE(5) };
}

function mac(body: Uint8Array, key: Uint8Array): Buffer {
  return createHmac('sha256', key).update(label).update(body).digest().subarray(0, macLength);
}
