import { EventEmitter } from 'node:events';
import type { request } from 'node:https';
import { postHttps } from '../../../lambdas/adapters/https-post';
import { isPublicAddress } from '../../../lambdas/adapters/public-address';

interface Told {
  readonly options: Record<string, unknown> & { readonly lookup: (...given: unknown[]) => void };
  body: string;
}

/** Node's `https.request`, which tells what it was asked, and answers as it is told. */
function network({ status = 200, answer = [Buffer.from('{}')], addresses = ['192.0.32.10'], silent = false } = {}) {
  const told: Told[] = [];
  const fake = ((options: Told['options'], onAnswer: (response: EventEmitter) => void) => {
    const one: Told = { options, body: '' };
    told.push(one);
    const call = Object.assign(new EventEmitter(), {
      destroy: (error: Error) => void call.emit('error', error),
      end: (body: string) => {
        one.body = body;
        if (silent) return;
        const response = Object.assign(new EventEmitter(), { statusCode: status });
        onAnswer(response);
        for (const chunk of answer) response.emit('data', chunk);
        response.emit('end');
      },
    });
    return call;
  }) as unknown as typeof request;
  const resolve = async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const post = (url: string) => postHttps({ url, headers: { a: 'b' }, body: 'ü' }, { resolve, request: fake });
  return { post, told };
}

test('posts to the very address that the name led to, and asks for the certificate of the name', async () => {
  const { post, told } = network();
  await post('https://push.example.com/a/b?c=d');
  const [{ options, body }] = told as [Told];
  expect(options).toMatchObject({
    method: 'POST',
    hostname: 'push.example.com',
    servername: 'push.example.com',
    port: 443,
    path: '/a/b?c=d',
    headers: { a: 'b', 'content-length': '2' },
  });
  expect(body).toBe('ü');
  const answers: unknown[][] = [];
  options.lookup('push.example.com', {}, (...given: unknown[]) => answers.push(given));
  options.lookup('push.example.com', { all: true }, (...given: unknown[]) => answers.push(given));
  expect(answers).toEqual([
    [null, '192.0.32.10', 4],
    [null, [{ address: '192.0.32.10', family: 4 }]],
  ]);
});

test.each([
  'http://push.example.com/',
  'https://push.example.com:8443/',
  'https://user:secret@push.example.com/',
  'https://127.0.0.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://[::1]/',
  'https://[::ffff:169.254.169.254]/',
  'file:///etc/passwd',
  'push.example.com',
])('B10: %s is never called', async (url) => {
  const { post, told } = network();
  await expect(post(url)).rejects.toThrow(/Mend: /);
  expect(told).toEqual([]);
});

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '64:ff9b::a00:1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'ff02::1',
  '2001:db8::1',
  '2002:7f00:1::',
  'fe80::1%eth0',
  'no address',
])('B10: a name that leads to %s is not called, whatever else it leads to', async (address) => {
  expect(isPublicAddress(address)).toBe(false);
  const { post, told } = network({ addresses: ['192.0.32.10', address] });
  await expect(post('https://rebinding.example.com/secret')).rejects.toThrow(
    'rebinding.example.com does not lead to the public Internet alone: nothing was sent.',
  );
  expect(told).toEqual([]);
});

test('public addresses are', () => {
  expect(['8.8.8.8', '172.32.0.1', '2606:4700::1111', '2a00::1'].map(isPublicAddress)).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('a name that leads nowhere is a failure', async () => {
  await expect(network({ addresses: [] }).post('https://gone.example.com/')).rejects.toThrow('nothing was sent');
});

test.each([301, 302, 307, 400, 429, 500])('an answer of %i is a failure: no redirect is followed', async (status) => {
  const { post, told } = network({ status });
  await expect(post('https://push.example.com/secret')).rejects.toThrow(`push.example.com answered ${status}.`);
  expect(told).toHaveLength(1);
});

test('an answer without an end is cut off', async () => {
  const { post } = network({ answer: Array.from({ length: 5 }, () => Buffer.alloc(16_384)) });
  await expect(post('https://push.example.com/')).rejects.toThrow('answered more than anybody asked for');
});

test('one that is silent is given up after three seconds, and what fails names no path', async () => {
  jest.useFakeTimers();
  const { post, told } = network({ silent: true });
  const posted = post('https://push.example.com/secret').catch((error: Error) => error.message);
  await jest.advanceTimersByTimeAsync(3_000);
  expect(await posted).toBe('push.example.com did not answer within 3 seconds.');
  expect((told[0]!.options['signal'] as AbortSignal).aborted).toBe(true);
  jest.useRealTimers();
});
