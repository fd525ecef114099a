import { opened, sealed } from './link-seal';
import type { LinkKeys } from './ports';

/**
 * What a link says: one message of one incident: the incident's four characters, and the message's number in 4 bytes.
 * Person, purpose and expiry are in that message's record.
 */
export interface LinkTarget {
  readonly incidentId: string;
  readonly number: number;
}

const version = 1;

export async function linkToken({ incidentId, number }: LinkTarget, linkKeys: LinkKeys): Promise<string> {
  const body = Buffer.alloc(8);
  body.write(incidentId, 0, 4, 'latin1');
  body.writeUInt32BE(number, 4);
  return sealed(version, body, linkKeys);
}

/** What a token stands for; undefined for any that we did not sign for a message. */
export async function readLinkToken(token: string, linkKeys: LinkKeys): Promise<LinkTarget | undefined> {
  const body = await opened(version, token, linkKeys);
  return body && { incidentId: body.toString('latin1', 0, 4), number: body.readUInt32BE(4) };
}
