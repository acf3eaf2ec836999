import { Duration } from 'aws-cdk-lib';
import { CfnRule, Rule, type RuleProps } from 'aws-cdk-lib/aws-events';
import { type Construct } from 'constructs';
import { type Pattern } from '@trailbell/event-pattern';

/** Retries of a rule's target end after a day, as EventBridge's own default does; then its dead-letter queue. */
export const TARGET_RETRIES = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

/** `all-calls`: read-only management calls too, whose names begin with Get, List or Describe. */
export type RuleState = 'enabled' | 'all-calls';

export interface PatternRuleProps extends Omit<RuleProps, 'eventPattern' | 'schedule' | 'enabled'> {
  readonly pattern: Pattern;
  readonly state?: RuleState;
}

/** A rule with its pattern as it is written: CDK's own `EventPattern` renames fields, and knows only some. */
export class PatternRule extends Rule {
  constructor(scope: Construct, id: string, { pattern, state = 'enabled', ...props }: PatternRuleProps) {
    super(scope, id, { ...props, eventPattern: { version: ['0'] } }); // CDK insists on one; ours replaces it

    const resource = this.node.defaultChild;
    if (!(resource instanceof CfnRule)) {
      throw new TypeError(`${this.node.path} has no AWS::Events::Rule`);
    }
    resource.eventPattern = pattern;
    resource.state = state === 'enabled' ? 'ENABLED' : 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
  }
}
