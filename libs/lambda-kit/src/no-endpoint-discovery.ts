/**
 * Stands in for `@aws-sdk/middleware-endpoint-discovery` in bundles: a client of DynamoDB looks up where it answers only when it is
 * told to, and none of ours is. The whole of it costs 9 KB.
 */
export function resolveEndpointDiscoveryConfig<Config extends object>(config: Config) {
  return Object.assign(config, {
    endpointDiscoveryEnabled: () => Promise.resolve(false),
    isClientEndpointDiscoveryEnabled: false,
  });
}

/** Neither the environment nor a file turns it on. */
export const NODE_ENDPOINT_DISCOVERY_CONFIG_OPTIONS = {
  environmentVariableSelector: (): undefined => undefined,
  configFileSelector: (): undefined => undefined,
  default: undefined,
};
