import { createHash } from 'node:crypto';
import { Stack } from 'aws-cdk-lib';
import { type IEventBus } from 'aws-cdk-lib/aws-events';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type Pattern } from '@trailbell/event-pattern';
import { PatternRule, type RuleState } from './pattern-rule.ts';
import { wantsReadOnlyCalls } from './read-only-calls.ts';
import { alarmOnRuleFailures } from './rule-failures.ts';
import { rulePatterns } from './rule-patterns.ts';
import { type RuleTarget } from './rule-targets.ts';
import { MistakeError } from './sentences.ts';

/** As many characters as EventBridge takes in the name of a rule. */
const LONGEST_NAME = 64;

export interface PatternRulesProps {
  /** Rules are called by this, a word for what they let through, and a hash of their pattern. */
  readonly ruleName: string;
  readonly description: string;
  /** The default bus of the region where there is none. */
  readonly eventBus?: IEventBus;
  readonly patterns: readonly Pattern[];
  /** Whether read-only calls get through. They do, where nothing is said. */
  readonly readOnlyCalls?: boolean;
  readonly target: RuleTarget;
  /** What people lose while these rules deliver nothing. */
  readonly impact: string;
  readonly alarmTopic: ITopic;
  /** Whether each rule that gives up rings. So it does, where nothing is said. The dead-letter queue of the target rings anyway. */
  readonly alarmsOnFailures?: boolean;
}

/**
 * Few rules that together let through every event that one of the patterns matches. They may let through more: exact
 * matching happens in code. Read-only calls have rules of their own, in the state that delivers them, so that no other
 * rule has to see that volume.
 *
 * A rule is named by its pattern, so a deployment never rewrites a rule: CloudFormation creates what is new before it
 * deletes what is old, and no event falls between the two. Some come twice meanwhile, which is no more than EventBridge
 * may do at any time.
 */
export class PatternRules extends Construct {
  constructor(scope: Construct, id: string, props: PatternRulesProps) {
    super(scope, id);
    const { patterns, readOnlyCalls = true, alarmsOnFailures = true } = props;
    const isRead = (pattern: Pattern) => readOnlyCalls && wantsReadOnlyCalls(pattern);
    if (patterns.length === 0) {
      return;
    }

    const admission = props.target.admit({ scope: this, arnPattern: arnOf(this, props) });
    const rules = [
      ...this.addRules('writes', 'enabled', { ...props, patterns: patterns.filter((one) => !isRead(one)) }),
      ...this.addRules('reads', 'all-calls', { ...props, patterns: patterns.filter(isRead) }),
    ];
    rules.forEach(({ rule }) => {
      rule.node.addDependency(...admission);
    });
    if (alarmsOnFailures) {
      alarmOnRuleFailures(this, {
        ...props,
        ruleNames: rules.map(({ ruleName }) => ruleName),
        topic: props.alarmTopic,
        ...(props.eventBus && { busName: props.eventBus.eventBusName }),
      });
    }
  }

  private addRules(kind: string, state: RuleState, props: PatternRulesProps): readonly NamedRule[] {
    return rulePatterns(props.patterns).map((pattern) => {
      const id = `${kind}-${hashOf(pattern)}`;
      const ruleName = shortEnough(`${props.ruleName}-${id}`);
      const rule = new PatternRule(this, id, {
        ruleName,
        description: props.description,
        ...(props.eventBus && { eventBus: props.eventBus }),
        pattern,
        state,
        targets: [{ bind: () => props.target.config }],
      });
      return { ruleName, rule };
    });
  }
}

/** A rule and its name, which its resource tells only once deployed. */
interface NamedRule {
  readonly ruleName: string;
  readonly rule: PatternRule;
}

/** Of all rules of this name, those of other deployments included. */
function arnOf(scope: Construct, { ruleName, eventBus }: PatternRulesProps): string {
  const bus = eventBus === undefined ? '' : `${eventBus.eventBusName}/`;
  return Stack.of(scope).formatArn({ service: 'events', resource: 'rule', resourceName: `${bus}${ruleName}-*` });
}

function shortEnough(ruleName: string): string {
  if (ruleName.length > LONGEST_NAME) {
    throw new MistakeError(
      `the rule ${ruleName} has a name of ${String(ruleName.length)} characters. Valid: at most ${String(LONGEST_NAME)}; give the app a shorter name.`,
    );
  }
  return ruleName;
}

function hashOf(pattern: Pattern): string {
  return createHash('sha256').update(JSON.stringify(pattern)).digest('hex').slice(0, 8);
}
