import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { CloudName } from '@trailbell/cdk';

/** The ARN that the trail of an account will have: key and bucket have to name it before it exists. */
export function trailArn(scope: Construct, account: string): string {
  return Stack.of(scope).formatArn({
    service: 'cloudtrail',
    account,
    resource: 'trail',
    resourceName: CloudName.TRAIL,
  });
}
