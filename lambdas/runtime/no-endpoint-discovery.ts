/**
 * Takes the place of the SDK's endpoint discovery in the bundles. The DynamoDB client sets it up, with a cache of its own, and not one
 * of its commands asks for it: each region has the one endpoint that everybody knows.
 */
export function resolveEndpointDiscoveryConfig<Settings>(settings: Settings): Settings {
  return settings;
}

/** Where the client would look for the wish to discover endpoints: nowhere. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: () => undefined,
  configFileSelector: () => undefined,
  default: undefined,
};
