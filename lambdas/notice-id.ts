import { randomBytes } from 'node:crypto';

/** A public id that tells nothing of the incident behind it and cannot be guessed: 12 characters of base 36. */
export function newNoticeId(): string {
  return BigInt(`0x${randomBytes(10).toString('hex')}`)
    .toString(36)
    .padStart(12, '0')
    .slice(0, 12);
}
