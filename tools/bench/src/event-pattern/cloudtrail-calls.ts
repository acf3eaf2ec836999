/** One kind of call. */
export interface Call {
  readonly service: string;
  readonly eventName: string;
}

const SERVICES =
  'iam ec2 s3 sts kms lambda rds ecs eks sqs sns logs ssm glue athena dynamodb cloudformation route53 guardduty config'.split(
    ' ',
  );
const VERBS = ['Create', 'Delete', 'Update', 'Put', 'Attach', 'Detach', 'Modify', 'Enable', 'Disable', 'Tag'];
const THINGS = ['Policy', 'Configuration'];

/** 400 kinds of call: what the sparse and the broad rules are about. */
export const CALLS: readonly Call[] = SERVICES.flatMap((service) =>
  VERBS.flatMap((verb) =>
    THINGS.map((thing) => ({
      service,
      eventName: `${verb}${service.charAt(0).toUpperCase()}${service.slice(1)}${thing}`,
    })),
  ),
);

/** The reading calls that fill a trail, and that no rule of the bench is about. */
export const QUIET_CALLS: readonly Call[] = SERVICES.flatMap((service) =>
  ['Describe', 'Get', 'List', 'Lookup'].flatMap((verb) =>
    ['Things', 'Items', 'Tags', 'Limits', 'Status'].map((things) => ({ service, eventName: `${verb}${things}` })),
  ),
);

/** Eight more, which all dense rules are about, and every eighth event. */
export const HOT_CALLS: readonly Call[] = SERVICES.slice(0, 8).map((service) => ({
  service,
  eventName: 'RunInstances',
}));

export const USERS = Array.from({ length: 10 }, (_, i) => `user-${String(i)}.example`);
export const TEAMS = Array.from({ length: 10 }, (_, i) => `team-${String(i)}`);
export const AGENTS = Array.from({ length: 10 }, (_, i) => `exec-env/tool-${String(i)}`);
export const REGIONS = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-west-2', 'eu-central-1', 'eu-north-1', 'ap-south-1', 'sa-east-1']; // prettier-ignore
export const STAGES = ['prod', 'test', 'beta', 'demo', 'load', 'play', 'next', 'past', 'main', 'side'];
