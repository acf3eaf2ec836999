import { type IEventBus, type IRuleTarget } from 'aws-cdk-lib/aws-events';
import { Construct } from 'constructs';
import { type Pattern } from '@trailbell/event-pattern';
import { packed } from './packed.ts';
import { PatternRule, type RuleState } from './pattern-rule.ts';
import { wantsReadOnlyCalls } from './read-only-calls.ts';

export interface PatternRulesProps {
  /** Rules are called by this, a word for what they let through, and a number. */
  readonly ruleName: string;
  readonly description: string;
  /** The default bus of the region where there is none. */
  readonly eventBus?: IEventBus;
  readonly patterns: readonly Pattern[];
  readonly target: IRuleTarget;
}

/**
 * As few rules as together let through every event that one of the patterns matches. They may let through more: exact
 * matching happens in code. Read-only calls have rules of their own, in the state that delivers them, so that no other
 * rule has to see that volume.
 */
export class PatternRules extends Construct {
  constructor(scope: Construct, id: string, props: PatternRulesProps) {
    super(scope, id);
    const { patterns } = props;

    this.addRules('writes', 'enabled', { ...props, patterns: patterns.filter((one) => !wantsReadOnlyCalls(one)) });
    this.addRules('reads', 'all-calls', { ...props, patterns: patterns.filter((one) => wantsReadOnlyCalls(one)) });
  }

  private addRules(kind: string, state: RuleState, props: PatternRulesProps): void {
    packed(props.patterns).forEach((pattern, index) => {
      const number = String(index + 1);
      new PatternRule(this, `${kind}-${number}`, {
        ruleName: `${props.ruleName}-${kind}-${number}`,
        description: props.description,
        ...(props.eventBus && { eventBus: props.eventBus }),
        pattern,
        state,
        targets: [props.target],
      });
    });
  }
}
