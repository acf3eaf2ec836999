import { Stack } from 'aws-cdk-lib';
import { type EventBus } from 'aws-cdk-lib/aws-events';
import { AccountPrincipal, PolicyStatement, StarPrincipal } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { collectorNamed, explainUnseen } from '@trailbell/cdk';
import { type Environment, accountsOf } from './config.ts';

/** Lets the roles of our collectors put events on a bus: of every account of the organisation, or of the accounts listed. */
export function admitCollectors(bus: EventBus, environment: Environment): void {
  const { organization } = environment;
  const accounts = organization === undefined ? accountsOf(environment) : ['*'];
  const { partition } = Stack.of(bus);
  const { policyDependable } = bus.addToResourcePolicy(
    new PolicyStatement({
      sid: 'CollectorsForward',
      principals:
        organization === undefined ? accounts.map((account) => new AccountPrincipal(account)) : [new StarPrincipal()],
      actions: ['events:PutEvents'],
      resources: [bus.eventBusArn],
      conditions: {
        ArnLike: {
          'aws:PrincipalArn': accounts.map((account) => `arn:${partition}:iam::${account}:role/${collectorNamed('*')}`),
        },
        ...(organization && { StringEquals: { 'aws:PrincipalOrgID': organization.id } }),
      },
    }),
  );
  if (organization === undefined && Construct.isConstruct(policyDependable)) {
    explainUnseen(
      policyDependable,
      'cdk-CollectorsForward',
      'In the account of the bus the roles of collectors would do; with it, the policy says who comes, in every account alike.',
    );
  }
}
