import fc from 'fast-check';
import { linkToken, readLinkToken } from '../../lambdas/link-token';
import { memoryKeys } from './support/memory-outbox';

const target = { incidentId: 'K7MQ', number: 7 };
const make = async () => {
  const keys = memoryKeys();
  const token = await linkToken(target, keys);
  keys.asked = 0;
  return { keys, token };
};

test('28 characters that need no escaping in a link, the same for the same message', async () => {
  const { keys, token } = await make();
  expect(token).toMatch(/^[A-Za-z0-9_-]{28}$/);
  expect(await linkToken(target, keys)).toBe(token);
});

test('what was signed is read back, for any incident and message', async () => {
  const id = fc.string({ unit: fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), minLength: 4, maxLength: 4 });
  await fc.assert(
    fc.asyncProperty(id, fc.integer({ min: 0, max: 2 ** 32 - 1 }), async (incidentId, number) => {
      const keys = memoryKeys();
      expect(await readLinkToken(await linkToken({ incidentId, number }, keys), keys)).toEqual({ incidentId, number });
    }),
  );
});

test('any one bit that is flipped makes it none of ours', async () => {
  const { keys, token } = await make();
  const bytes = Buffer.from(token, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit++) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    expect(await readLinkToken(flipped.toString('base64url'), keys)).toBeUndefined();
  }
  expect(bytes).toHaveLength(21);
});

test('cut, lengthened, padded, in another alphabet, encoded again or empty: none of ours, and no key is fetched', async () => {
  const { keys, token } = await make();
  const wrong = [
    '',
    ...Array.from({ length: 28 }, (_, length) => token.slice(0, length)),
    `${token}A`,
    `${token}=`,
    `${token}\n`,
    ` ${token.slice(1)}`,
    `${token.slice(0, 27)}+`,
    `${token.slice(0, 27)}/`,
    `${token.slice(0, 27)}é`,
    encodeURIComponent(`${token.slice(0, 27)}%`),
    token + token,
    '\u0000'.repeat(28),
  ];
  for (const odd of wrong) expect(await readLinkToken(odd, keys)).toBeUndefined();
  expect(keys.asked).toBe(0);
});

test('another version is refused before a key is fetched', async () => {
  const { keys, token } = await make();
  const bytes = Buffer.from(token, 'base64url');
  bytes[0] = (2 << 4) | (bytes[0]! & 0x0f);
  expect(await readLinkToken(bytes.toString('base64url'), keys)).toBeUndefined();
  expect(keys.asked).toBe(0);
});

test('any 28 characters at all: none of ours, and nothing but the keys is asked for', async () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const { keys } = await make();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: fc.constantFrom(...alphabet), minLength: 28, maxLength: 28 }), async (token) => {
      expect(await readLinkToken(token, keys)).toBeUndefined();
    }),
    { numRuns: 300 },
  );
});

describe('keys that are rotated', () => {
  test('the previous key is still read, a key that is gone is not', async () => {
    const token = await linkToken(target, memoryKeys(9));
    expect(await readLinkToken(token, memoryKeys(3, 9))).toEqual(target);
    expect(await readLinkToken(token, memoryKeys(3))).toBeUndefined();
  });

  test('two keys with the same id are both tried, the same id with another key is refused', async () => {
    const keyOf = (fill: number) => ({ id: 5, key: new Uint8Array(32).fill(fill) });
    const keys = (...fills: number[]) => ({ keys: async () => fills.map(keyOf) });
    const token = await linkToken(target, keys(1));
    expect(await readLinkToken(token, keys(2, 1))).toEqual(target);
    expect(await readLinkToken(token, keys(2))).toBeUndefined();
  });

  test('without any key nothing is signed', async () => {
    await expect(linkToken(target, { keys: async () => [] })).rejects.toThrow('There is no key to sign links with.');
  });
});
