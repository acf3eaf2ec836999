import { Duration, Stack } from 'aws-cdk-lib';
import { MathExpression, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct } from 'constructs';
import { ImpactAlarm } from './impact-alarm.ts';

/** As many metrics as CloudWatch adds up in one alarm. */
const MOST_METRICS = 10;

export interface RuleFailuresProps {
  /** What the rules are called together. */
  readonly ruleName: string;
  readonly ruleNames: readonly string[];
  /** Absent for the default bus. */
  readonly busName?: string;
  readonly impact: string;
  readonly topic: ITopic;
}

/**
 * Rings when a rule could not invoke its target and gave up: its events are in the dead-letter queue, or lost where even
 * that refused them. EventBridge counts this by rule alone, so that many rules take several alarms.
 */
export function alarmOnRuleFailures(scope: Construct, { ruleName, ruleNames, busName, ...ringing }: RuleFailuresProps) {
  const count = Math.ceil(ruleNames.length / MOST_METRICS);
  return Array.from({ length: count }, (_, index) => {
    const alarmName = `${ruleName}-failed${count === 1 ? '' : `-${index + 1}`}`;
    const some = ruleNames.slice(index * MOST_METRICS, (index + 1) * MOST_METRICS);
    return new ImpactAlarm(scope, `alarm-failed-${index + 1}`, {
      ...ringing,
      alarmName,
      metric: failuresOf(some, busName),
      above: 0,
      finding: `rules ${ruleName}-… of ${Stack.of(scope).region} gave up delivering events`,
      entry: 'rule-failed',
    });
  });
}

function failuresOf(ruleNames: readonly string[], busName: string | undefined): MathExpression {
  const period = Duration.minutes(5);
  const metricOf = (RuleName: string): Metric =>
    new Metric({
      namespace: 'AWS/Events',
      metricName: 'FailedInvocations',
      dimensionsMap: { ...(busName !== undefined && { EventBusName: busName }), RuleName },
      statistic: 'Sum',
      period,
    });
  return new MathExpression({
    expression: 'SUM(METRICS())',
    usingMetrics: Object.fromEntries(ruleNames.map((name, index) => [`rule${index + 1}`, metricOf(name)])),
    period,
    label: 'Events given up',
  });
}
