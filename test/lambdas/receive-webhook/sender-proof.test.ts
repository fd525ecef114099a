import fc from 'fast-check';
import { isOneOf, offeredSecret } from '../../../lambdas/receive-webhook/sender-proof';

const secrets = ['Kb7Qm2Xv9Lt4Rz6Ns8Wd1Hc3Jp5Gf0Ya', 'the-one-before'];
const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

test('a bearer token, or the password of basic authentication, is what is offered', () => {
  expect(offeredSecret('Bearer abc')).toBe('abc');
  expect(offeredSecret('bEARER   abc ')).toBe('abc');
  expect(offeredSecret(basic('anybody:pass:word'))).toBe('pass:word');
  for (const nothing of [undefined, '', 'abc', 'Bearer', 'Bearer a b', 'Digest abc', basic('no colon')])
    expect(offeredSecret(nothing)).toBeUndefined();
});

test('each of the secrets is good, and nothing is that is empty', () => {
  for (const secret of secrets) expect(isOneOf(secret, secrets)).toBe(true);
  expect(isOneOf('', ['', ...secrets])).toBe(false);
  expect(isOneOf(undefined, secrets)).toBe(false);
  expect(isOneOf('anything', [])).toBe(false);
});

test('B8: no secret that was changed in any way is good', () => {
  const change = fc.record({ at: fc.nat(31), to: fc.string({ maxLength: 3 }), cut: fc.nat(4) });
  fc.assert(
    fc.property(fc.constantFrom(...secrets), change, (secret, { at, to, cut }) => {
      const changed = secret.slice(0, at) + to + secret.slice(at + cut);
      fc.pre(!secrets.includes(changed));
      expect(isOneOf(changed, secrets)).toBe(false);
    }),
    { numRuns: 20_000 },
  );
});
