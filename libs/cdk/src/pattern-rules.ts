import { Duration } from 'aws-cdk-lib';
import { CfnRule, type IEventBus, type IRuleTarget, Rule } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type Pattern } from '@trailbell/event-pattern';
import { packed } from './packed.ts';
import { wantsReadOnlyCalls } from './read-only-calls.ts';

export interface PatternRulesProps {
  /** Rules are called by this, a word for their state, and a number. */
  readonly ruleName: string;
  readonly description: string;
  /** The default bus of the region where there is none. */
  readonly eventBus?: IEventBus;
  readonly patterns: readonly Pattern[];
  readonly target: IRuleTarget;
}

/** Retries of a rule's target end after a day, as EventBridge's own default does; then its dead-letter queue. */
export const TARGET_RETRIES = { retryAttempts: 185, maxEventAge: Duration.hours(24) };

/**
 * As few rules as together let through every event that one of the patterns matches. They may let through more: exact
 * matching happens in code. Read-only calls have rules of their own, in the state that delivers them, so that no other
 * rule has to see that volume.
 */
export class PatternRules extends Construct {
  constructor(scope: Construct, id: string, props: PatternRulesProps) {
    super(scope, id);
    const readOnly = props.patterns.filter((pattern) => wantsReadOnlyCalls(pattern));
    const others = props.patterns.filter((pattern) => !wantsReadOnlyCalls(pattern));

    this.addRules('writes', others, props);
    for (const rule of this.addRules('reads', readOnly, props)) {
      rule.state = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';
    }
  }

  private addRules(
    kind: 'writes' | 'reads',
    patterns: readonly Pattern[],
    props: PatternRulesProps,
  ): readonly CfnRule[] {
    return packed(patterns).map((pattern, index) => {
      const rule = new Rule(this, `${kind}-${String(index + 1)}`, {
        ruleName: `${props.ruleName}-${kind}-${String(index + 1)}`,
        description: props.description,
        ...(props.eventBus && { eventBus: props.eventBus }),
        targets: [props.target],
      });
      return withPattern(rule, pattern);
    });
  }
}

/** Sets the pattern as it is written: CDK's `EventPattern` renames fields and knows only some. */
export function withPattern(rule: Rule, pattern: Pattern): CfnRule {
  const resource = rule.node.defaultChild;
  if (!(resource instanceof CfnRule)) {
    throw new TypeError(`${rule.node.path} has no AWS::Events::Rule`);
  }
  resource.eventPattern = pattern;
  return resource;
}
