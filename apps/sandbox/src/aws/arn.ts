/** An account and a region: where a resource is. */
export interface Place {
  readonly account: string;
  readonly region: string;
}

export interface Arn extends Place {
  readonly partition: string;
  readonly service: string;
  /** What follows the account: `trailbell-digest`, `function:trailbell-alert-lambda`, `rule/bus/name`. */
  readonly resource: string;
}

export function parseArn(text: string): Arn {
  const [prefix, partition, service, region, account, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined || account === undefined) {
    throw new Error(`"${text}" is not an ARN. An ARN is arn:partition:service:region:account:resource`);
  }
  return { partition, service, region, account, resource: resource.join(':') };
}

export function arnOf(service: string, { account, region }: Place, resource: string): string {
  return `arn:${partitionOf(region)}:${service}:${region}:${account}:${resource}`;
}

export function partitionOf(region: string): string {
  if (region.startsWith('us-gov-')) {
    return 'aws-us-gov';
  }
  return region.startsWith('cn-') ? 'aws-cn' : 'aws';
}

export function samePlace(a: Place, b: Place): boolean {
  return a.account === b.account && a.region === b.region;
}
