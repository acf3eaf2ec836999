import { Stack } from 'aws-cdk-lib';
import { type Construct } from 'constructs';
import { CloudName } from '@trailbell/cdk';

/** The ARN that the trail will have: its key and bucket have to name it before it exists. */
export function trailArn(scope: Construct): string {
  return Stack.of(scope).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: CloudName.TRAIL });
}
