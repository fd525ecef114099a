/** The tag that names the source of webhooks that a secret is for. */
const sourceTag = 'tocsin:webhook';

/**
 * The first value of a webhook source's secret, `local-<source>`: a sender on this machine needs to be told nothing, and
 * everything listens on loopback only. Undefined for any other secret, which gets a random value as on AWS.
 */
export function localSecretOf(properties: Readonly<Record<string, unknown>>): string | undefined {
  const tags = (properties['Tags'] ?? []) as readonly { readonly Key?: string; readonly Value?: string }[];
  const source = tags.find(({ Key }) => Key === sourceTag)?.Value;
  return source && `local-${source}`;
}
