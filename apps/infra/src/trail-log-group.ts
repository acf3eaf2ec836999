import { type RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { CloudName } from '@trailbell/cdk';
import { RecordsKey } from './records-key.ts';
import { SavedQueries } from './saved-queries.ts';

export interface TrailLogGroupProps {
  readonly retention: RetentionDays;
  readonly organizationId: string | undefined;
  readonly removalPolicy: RemovalPolicy;
}

/** Where records can be queried for a while, and the role by which CloudTrail writes there. */
export class TrailLogGroup extends Construct {
  readonly logGroup: LogGroup;
  readonly role: Role;

  constructor(scope: Construct, id: string, { retention, organizationId, removalPolicy }: TrailLogGroupProps) {
    super(scope, id);
    this.logGroup = new LogGroup(this, 'Records', {
      logGroupName: CloudName.TRAIL_LOG_GROUP,
      retention,
      encryptionKey: new RecordsKey(this, 'Key', removalPolicy),
      removalPolicy,
    });
    this.role = new Role(this, 'Writer', {
      assumedBy: new ServicePrincipal('cloudtrail.amazonaws.com'),
    });
    this.allowStreams(organizationId);
    new SavedQueries(this, 'Queries', this.logGroup.logGroupName);
  }

  /** CloudTrail names its streams `<account or organisation>_CloudTrail_<region>`, with a suffix where one does not suffice. */
  private allowStreams(organizationId: string | undefined): void {
    const { account, region } = Stack.of(this);
    const owners = [account, ...(organizationId === undefined ? [] : [organizationId])];
    const streams = owners.map((owner) =>
      Stack.of(this).formatArn({
        service: 'logs',
        resource: `log-group:${CloudName.TRAIL_LOG_GROUP}:log-stream:${owner}_CloudTrail_${region}*`,
      }),
    );

    this.role.addToPolicy(
      new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: streams }),
    );
    Validations.of(this.role).acknowledge(
      ...streams.map((stream) => ({
        id: `AwsSolutions-IAM5[Resource::${stream}]`,
        reason: 'CloudTrail adds a suffix of its own to the name of a stream; account, region and group are fixed.',
      })),
    );
  }
}
