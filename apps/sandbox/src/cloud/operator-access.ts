import { EnvironmentVariable } from '@trailbell/alerting';
import { parseArn } from '../aws/arn.ts';
import { type Sandbox } from '../sandbox.ts';
import { DEFAULT_BUS } from './cloud.ts';

/** Where Trailbell stands in the sandbox and how its AWS is reached, for commands that operators run against the cloud. */
export function placeOf(sandbox: Sandbox) {
  const { functions, queues } = sandbox.definitions;
  const alerting = functions.find(({ environment }) => EnvironmentVariable.HUB_BUS in environment);
  const { account, region } = parseArn(alerting?.arn ?? '');
  const places = queues.map(({ arn }) => parseArn(arn)).filter((place) => place.account === account);
  const routing: unknown = JSON.parse(alerting?.environment[EnvironmentVariable.ROUTING] ?? '{}');
  return {
    account,
    homeRegion: region,
    regions: [...new Set(places.map((place) => place.region))],
    collectorRegions: sandbox.cloud.buses
      .map(({ arn }) => parseArn(arn))
      .filter((bus) => bus.account === account && bus.resource === DEFAULT_BUS)
      .map((bus) => bus.region),
    routing,
    access: sandbox.connectionFor(account),
  };
}
