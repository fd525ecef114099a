import { lookup as resolve } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';
import { isPublicAddress } from './public-address';

/** A request that leaves AWS. */
export interface HttpsPost {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Everything together, name look-up included, in milliseconds. */
const patience = 3_000;
const longestAnswer = 64 * 1024;

type Resolve = (
  host: string,
  options: { readonly all: true },
) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/**
 * Posts to an address that somebody typed into a secret, as carefully as such an address deserves: HTTPS on its own port, a
 * name that leads to the public Internet alone, connected to the very IP address that was looked at, no redirect followed.
 * @throws Error that names the host, never the path: that may be a secret
 */
export async function postHttps(
  { url, headers, body }: HttpsPost,
  deps: { readonly resolve: Resolve; readonly request: typeof request } = { resolve, request },
): Promise<void> {
  const target = allowed(url);
  const host = target.hostname;
  const cancel = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${host} did not answer within ${patience / 1_000} seconds.`));
      cancel.abort();
    }, patience);
  });
  try {
    const status = await Promise.race([tooLate, post()]);
    if (status < 200 || status > 299) throw new Error(`${host} answered ${status}.`);
  } finally {
    clearTimeout(timer);
  }

  async function post(): Promise<number> {
    const found = await deps.resolve(host, { all: true });
    const inside = found.find(({ address }) => !isPublicAddress(address));
    const [first] = found;
    if (!first || inside) throw new Error(`${host} does not lead to the public Internet alone: nothing was sent.`);
    return new Promise<number>((fulfil, reject) => {
      const call = deps.request(
        {
          method: 'POST',
          hostname: host,
          servername: host,
          port: 443,
          path: `${target.pathname}${target.search}`,
          headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
          agent: false,
          signal: cancel.signal,
          // The name is not looked up again: by then it might lead elsewhere.
          lookup: (_host, options, answer) =>
            options.all
              ? answer(null, [{ address: first.address, family: first.family }])
              : answer(null, first.address, first.family),
        },
        (response) => {
          let length = 0;
          response.on('data', (chunk: Buffer) => {
            length += chunk.length;
            if (length > longestAnswer) call.destroy(new Error(`${host} answered more than anybody asked for.`));
          });
          response.on('error', reject);
          response.on('end', () => fulfil(response.statusCode ?? 0));
        },
      );
      call.on('error', reject);
      call.end(body);
    });
  }
}

/** @throws Error for an address that is never called */
function allowed(url: string): URL {
  const target = URL.canParse(url) ? new URL(url) : undefined;
  if (!target) throw new Error('The address is none. Mend: put it into the secret of addresses, https:// first.');
  const plain = target.username === '' && target.password === '' && target.port === '';
  const isName = isIP(target.hostname.replace(/^\[|\]$/g, '')) === 0;
  if (target.protocol === 'https:' && plain && isName) return target;
  throw new Error(
    `${target.hostname} is not called. Mend: an address begins with https://, and has a name, no port, no user and no password.`,
  );
}
