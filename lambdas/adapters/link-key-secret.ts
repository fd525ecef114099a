import { createHash } from 'node:crypto';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type { LinkKeys } from '../ports';
import { clientOptions } from './client-options';

/** A rotated key is noticed after this long; while the store is down, the known keys stay in use. */
const freshFor = 5 * 60_000;

/** The secret `{ current, previous }` from which the keys of links are made, fetched once per container and then at most every 5 minutes. */
export function linkKeySecret(secretArn: string, client = new SecretsManagerClient(clientOptions)): LinkKeys {
  let known: Awaited<ReturnType<LinkKeys['keys']>> | undefined;
  let fetchedAt = 0;
  const fetch = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    const { current, previous } = JSON.parse(SecretString ?? '{}') as { current?: string; previous?: string };
    if (!current)
      throw new Error(
        `The secret ${secretArn} has no "current" key. Mend: put { "current": "<64 random characters>", "previous": "<the old one>" }.`,
      );
    return [current, previous].filter((secret): secret is string => Boolean(secret)).map(keyOf);
  };
  return {
    async keys() {
      if (known && Date.now() - fetchedAt < freshFor) return known;
      try {
        known = await fetch();
        fetchedAt = Date.now();
      } catch (error) {
        if (!known) throw error;
      }
      return known;
    },
  };
}

/** The key is a hash of the secret, so that any text makes a good one; its id is a hexadecimal digit of another hash. */
function keyOf(secret: string) {
  const digest = (label: string) => createHash('sha256').update(`tocsin/${label}\0${secret}`).digest();
  return { id: digest('link-key-id')[0]! & 0x0f, key: digest('link-key') };
}
