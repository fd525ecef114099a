import { createHash } from 'node:crypto';
import type { Channel } from '../domain/responder';
import { opened, sealed } from './link-seal';
import type { LinkKeys } from './ports';
import type { TestLink } from './reach-ports';

/** Links of test pages are of another version, so that none can be taken for a message of an incident. */
const version = 2;

/** By its place a channel stands in the token: only add at the end. */
const channels: readonly Channel[] = ['email', 'sms', 'push'];

/** Four bytes of a hash of the person's id, the channel, and the number of the test page in 3 bytes. */
export async function testLinkToken({ person, number, channel }: TestLink, linkKeys: LinkKeys): Promise<string> {
  const body = Buffer.alloc(8);
  markOf(person).copy(body);
  body.writeUInt8(channels.indexOf(channel), 4);
  body.writeUIntBE(number % 2 ** 24, 5, 3);
  return sealed(version, body, linkKeys);
}

/**
 * What the token of a test page stands for; undefined for any that we did not sign for one.
 * @param people the ids of those whom it may be about
 */
export async function readTestLinkToken(
  token: string,
  people: readonly string[],
  linkKeys: LinkKeys,
): Promise<TestLink | undefined> {
  const body = await opened(version, token, linkKeys);
  if (!body) return undefined;
  const person = people.find((id) => markOf(id).equals(body.subarray(0, 4)));
  const channel = channels[body.readUInt8(4)];
  return person === undefined || channel === undefined ? undefined : { person, channel, number: body.readUIntBE(5, 3) };
}

function markOf(person: string): Buffer {
  return createHash('sha256').update(person).digest().subarray(0, 4);
}
