import { Stack } from 'aws-cdk-lib';
import { type EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { collectorNamed, explainUnseen } from '@trailbell/cdk';
import { type Environment } from './config.ts';

/** Lets the roles of our collectors put events on the hub bus: of this account, or of every account of the organisation. */
export function admitCollectors(bus: EventBus, { account, organizationId }: Environment): void {
  const { partition } = Stack.of(bus);
  const { policyDependable } = bus.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CollectorsForward',
      principals: [organizationId === undefined ? new AccountPrincipal(account) : new StarPrincipal()],
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: {
        ArnLike: {
          'aws:PrincipalArn': `arn:${partition}:iam::${organizationId === undefined ? account : '*'}:role/${collectorNamed('*')}`,
        },
        ...(organizationId !== undefined && { StringEquals: { 'aws:PrincipalOrgID': organizationId } }),
      },
    }),
  );
  if (organizationId === undefined && Construct.isConstruct(policyDependable)) {
    explainUnseen(
      policyDependable,
      'cdk-CollectorsForward',
      'In the account of the bus the roles of collectors would do; with it, the policy says who comes, in every account alike.',
    );
  }
}
