import { randomInt } from 'node:crypto';

/** Crockford's alphabet: no I, L, O or U, so that an id can be said on the telephone. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A new incident's four characters. Chance may hit one that is taken: then the write is refused, and the next try draws again. */
export function newIncidentId(): string {
  return Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('');
}
