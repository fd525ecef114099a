import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { SourceSecrets } from '../ports';
import { clientOptions } from './client-options';

/** A rotated secret is noticed after this long. */
const freshFor = 5 * 60_000;
/** While the store is down, known secrets stay in use and it is asked this often. */
const askAgainAfter = 30_000;

interface Known {
  readonly secrets: readonly string[];
  readonly until: number;
}

/**
 * The secrets of webhooks' sources, one in Secrets Manager each. The version before the current one is good too: a sender
 * is given its new secret after the store, and misses nothing in between.
 * @param arns secret by source id
 */
export function sourceSecrets(
  arns: Readonly<Record<string, string>>,
  client = new SecretsManagerClient(clientOptions),
): SourceSecrets {
  const known = new Map<string, Known>();
  const version = async (arn: string, VersionStage: string): Promise<string[]> => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: arn, VersionStage }));
      return SecretString ? [SecretString] : [];
    } catch (error) {
      // Before its first rotation a secret has no previous version.
      if (error instanceof ResourceNotFoundException) return [];
      throw error;
    }
  };
  return {
    async secretsOf(sourceId) {
      const before = known.get(sourceId);
      if (before && Date.now() < before.until) return before.secrets;
      const arn = arns[sourceId];
      if (arn === undefined)
        throw new Error(`There is no secret for the source ${sourceId}. The stack makes it in lib/.`);
      try {
        const versions = await Promise.all([version(arn, 'AWSCURRENT'), version(arn, 'AWSPREVIOUS')]);
        known.set(sourceId, { secrets: versions.flat(), until: Date.now() + freshFor });
      } catch (error) {
        if (!before) throw error;
        known.set(sourceId, { ...before, until: Date.now() + askAgainAfter });
      }
      return known.get(sourceId)!.secrets;
    },
  };
}
