import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { type Environment, trailOwnersOf } from './config.ts';
import { LogBucket } from './log-bucket.ts';
import { removalPolicyOf } from './removal-policy.ts';
import { type CreatedTrail } from './trail-config.ts';
import { TrailKey } from './trail-key.ts';

export interface LogStoreStackProps extends StackProps {
  readonly environment: Environment;
  readonly trail: CreatedTrail;
}

/** The evidence: the bucket into which trails write, whoever owns them. It stands in the hub's account, apart from what is logged. */
export class LogStoreStack extends Stack {
  constructor(scope: Construct, id: string, { environment, trail, ...props }: LogStoreStackProps) {
    super(scope, id, props);
    const shared = { owners: trailOwnersOf(environment), removalPolicy: removalPolicyOf(environment) };
    const key = new TrailKey(this, 'Key', shared);
    const bucket = new LogBucket(this, 'Logs', {
      ...shared,
      ...trail,
      key,
      organizationId: environment.organization?.id,
    });

    new CfnOutput(this, 'LogBucketName', { value: bucket.bucketName, description: 'Where the log files are' });
    new CfnOutput(this, 'LogKeyArn', { value: key.keyArn, description: 'What encrypts the log files' });
  }
}
