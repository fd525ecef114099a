import fc from 'fast-check';
import { jargonIn, leaksIn, whyNotForCustomers } from '../../domain/public-text';

const secrets: readonly (readonly [string, string])[] = [
  ['an AWS resource name (ARN)', 'arn:aws:rds:eu-central-1:123456789012:db:orders'],
  ['an AWS access key', 'AKIAIOSFODNN7EXAMPLE'],
  ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['a signed token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP'],
  ['a secret', 'password=hunter2hunter2'],
  ['a key of a service', 'ghp_16C7e42F292c6912E7710c838347Ae178B4a'],
  ['an e-mail address', 'alex@example.com'],
  ['a line of a stack trace', 'at pay (/var/task/index.js:10:15)'],
  ['a line of a stack trace', 'com.acme.Pay.charge(Pay.java:42)'],
  ['an exception', 'java.lang.NullPointerException'],
  ['an exception', 'TypeError:'],
  ['a private address', '10.1.2.3'],
  ['a private address', '192.168.0.12'],
  ['a private address', '172.20.1.1'],
  ['a private address', 'fd12:3456:789a::1'],
  ['the name of a server', 'ip-10-0-3-17'],
  ['the name of a server', 'i-0abc12345def67890'],
  ['the name of a server', 'orders.cluster-x.eu-west-1.rds.amazonaws.com'],
  ['a telephone number', '+49 30 1234567'],
  ['an account number', '123456789012'],
];
const plain = [
  'Paying by card works again.',
  'Since 14:00:05 UTC about 5% of payments fail; 1,200 customers in the EU (and 3 in the US) saw "Error 17".',
  'Version 10.4.2 of the app is not affected. See https://www.example.com/help?id=42',
  'Your password: you do not need to change it. Call us on 030 1234567.',
  'Orders 20261121-0042 to 20261121-0099 are late; no data was lost (we checked 3 × today).',
];

test.each(secrets)('%s is found: %s', (what, secret) => {
  expect(leaksIn(`Paying fails (${secret}) for some.`)[0]).toMatchObject({ what });
});

test.each(plain)('a plain sentence passes: %s', (sentence) => {
  expect(leaksIn(sentence)).toEqual([]);
});

test('wherever it stands, with whatever around it, a secret is found', () => {
  const around = fc.constantFrom('', ' ', '\n', '“', ' (', ', ', '. ');
  fc.assert(
    fc.property(fc.constantFrom(...secrets), fc.constantFrom(...plain), around, ([, secret], sentence, mark) => {
      expect(leaksIn(`${sentence}${mark} ${secret}${mark}`)).not.toEqual([]);
      expect(leaksIn(`${secret} ${mark}${sentence}`)).not.toEqual([]);
    }),
  );
});

test('the author reads what it is, and where', () => {
  expect(whyNotForCustomers('--public', 'The host 10.0.0.7 is back, says alex@example.com.')).toBe(
    '--public holds an e-mail address, “alex@example.com”; a private address, “10.0.0.7”. ' +
      'Customers must not read that: say it in plain words. Nothing was published.',
  );
  expect(whyNotForCustomers('--public', 'Paying works again.')).toBeUndefined();
});

test('M67: a word of the trade gets a plainer one suggested, and refuses nothing', () => {
  expect(jargonIn('A rollback of the deployment fixed the latency of our pods.').map(({ word }) => word)).toEqual([
    'latency',
    'rollback',
    'deployment',
    'pods',
  ]);
  expect(jargonIn('Paying by card is slow. We are taking a change back.')).toEqual([]);
});
