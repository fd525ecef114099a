import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { clientOptions } from './client-options';

/** Where one push app or chat room is reached, and what proves that we may. Which members count is the app's business. */
export interface ChannelAddress {
  readonly url?: string;
  readonly token?: string;
  readonly user?: string;
  readonly secret?: string;
}

/** @throws Error when the store cannot be asked, or has no such address; it says how to put one there */
export type AddressOf = (name: string) => Promise<ChannelAddress>;

/** A changed address is noticed after this long; while the store is down, the known ones stay in use. */
const freshFor = 5 * 60_000;

/** The secret of addresses, `{ "<responder>": { "url": … }, "chat/<room>": { … } }`, fetched at most every 5 minutes. */
export function channelAddresses(secretArn: string, client = new SecretsManagerClient(clientOptions)): AddressOf {
  let known: Readonly<Record<string, ChannelAddress>> | undefined;
  let fetchedAt = 0;
  const fetch = async () => {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return JSON.parse(SecretString ?? '{}') as Record<string, ChannelAddress>;
  };
  return async (name) => {
    if (!known || Date.now() - fetchedAt >= freshFor) {
      try {
        known = await fetch();
        fetchedAt = Date.now();
      } catch (error) {
        if (!known) throw error;
      }
    }
    const address = Object.hasOwn(known, name) ? known[name] : undefined;
    if (address) return address;
    throw new Error(
      `The secret ${secretArn} has no address for ${name}. Mend: docs/on-call.md, "How you are reached".`,
    );
  };
}
