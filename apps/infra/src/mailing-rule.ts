import { Stack } from 'aws-cdk-lib';
import { type EventBus, EventField, type RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type DeadLetterQueue, MistakeError, PatternRule, alarmOnRuleFailures, tells } from '@trailbell/cdk';
import { type Pattern, checkPattern } from '@trailbell/event-pattern';

export interface MailingRuleProps {
  readonly ruleName: string;
  readonly description: string;
  readonly bus: EventBus;
  /** What the bus is called: its resource knows that only once deployed. */
  readonly busName: string;
  readonly pattern: Pattern;
  readonly topic: ITopic;
  readonly words: RuleTargetInput;
  readonly deadLetters: DeadLetterQueue;
  /** What people lose while the rule tells nothing. */
  readonly impact: string;
  readonly alarmTopic: ITopic;
}

/** Tells of each event by e-mail, straight from a rule: no code of ours in between. Replays are not told again. */
export class MailingRule extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { ruleName, bus, busName, topic, words, deadLetters, ...props }: MailingRuleProps,
  ) {
    super(scope, id);
    const target = tells(topic, words, deadLetters);
    const admission = target.admit({
      scope: this,
      arnPattern: Stack.of(this).formatArn({
        service: 'events',
        resource: 'rule',
        resourceName: `${busName}/${ruleName}`,
      }),
    });
    const rule = new PatternRule(this, 'Rule', {
      ruleName,
      description: props.description,
      eventBus: bus,
      pattern: shortEnough(ruleName, { ...props.pattern, 'replay-name': [{ exists: false }] }),
      targets: [{ bind: () => target.config }],
    });
    rule.node.addDependency(...admission);
    alarmOnRuleFailures(this, {
      ruleName,
      ruleNames: [ruleName],
      busName,
      impact: props.impact,
      topic: props.alarmTopic,
    });
  }
}

function shortEnough(ruleName: string, pattern: Pattern): Pattern {
  const [mistake] = checkPattern(pattern);
  if (mistake !== undefined) {
    throw new MistakeError(`the rule ${ruleName}: ${mistake} Name fewer buckets or roles in the environment.`);
  }
  return pattern;
}

/** A field of the record, to stand in the words. */
export function field(path: string): string {
  return EventField.fromPath(`$.detail.${path}`);
}

/** Where and when it happened, for the end of a sentence. */
export function circumstances(): string {
  return `from ${field('sourceIPAddress')} at ${field('eventTime')}; account ${EventField.account}, region ${EventField.region}, event ${field('eventID')}`;
}
