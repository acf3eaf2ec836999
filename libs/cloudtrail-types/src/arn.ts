export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly account: string;
  /** What follows the account: `assumed-role/deploy/ana`, `user/ana`, `root`. */
  readonly resource: string;
}

/** Takes an ARN apart. `undefined` where the text is none. */
export function parseArn(text: string | undefined): Arn | undefined {
  const [prefix, partition, service, , account, ...resource] = (text ?? '').split(':').map((part) => part.trim());
  if (prefix !== 'arn' || !partition || !service || account === undefined || resource.length === 0) {
    return undefined;
  }
  return { partition, service, account, resource: resource.join(':') };
}
