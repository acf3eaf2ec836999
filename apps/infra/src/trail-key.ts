import { type RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Construct } from 'constructs';
import { CloudName, explainUnseen } from '@trailbell/cdk';
import { trailArn } from './trail-arn.ts';

export interface TrailKeyProps {
  /** The accounts whose trails encrypt by it. */
  readonly owners: readonly string[];
  readonly removalPolicy: RemovalPolicy;
}

/** Encrypts the log files and their bucket. Trails of other accounts find it by its alias. */
export class TrailKey extends Key {
  constructor(scope: Construct, id: string, { owners, removalPolicy }: TrailKeyProps) {
    super(scope, id, {
      alias: `alias/${CloudName.TRAIL_KEY}`,
      description: 'Encrypts what the trail of Trailbell writes',
      enableKeyRotation: true,
      removalPolicy,
    });
    explainUnseen(
      this,
      'Allow kms:*',
      'Who reads the evidence is for the roles of the account to say: no lambda does.',
    );
    const { partition } = Stack.of(this);
    const cloudTrail = { principals: [new ServicePrincipal('cloudtrail.amazonaws.com')], resources: ['*'] }; // this key
    const forOurTrails = { 'aws:SourceArn': owners.map((owner) => trailArn(this, owner)) };

    this.addToResourcePolicy(
      new PolicyStatement({
        ...cloudTrail,
        sid: 'CloudTrailEncrypts',
        actions: ['kms:GenerateDataKey*'],
        conditions: {
          StringEquals: forOurTrails,
          StringLike: {
            'kms:EncryptionContext:aws:cloudtrail:arn': owners.map(
              (owner) => `arn:${partition}:cloudtrail:*:${owner}:trail/*`,
            ),
          },
        },
      }),
    );
    this.addToResourcePolicy(
      new PolicyStatement({
        ...cloudTrail,
        sid: 'CloudTrailLooksUpTheKey',
        actions: ['kms:DescribeKey'],
        conditions: { StringEquals: forOurTrails },
      }),
    );
  }
}
