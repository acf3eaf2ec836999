export { DeadLetterQueue, type DeadLetterQueueProps } from './dead-letter-queue.ts';
export { explainUnseen } from './explain-unseen.ts';
export { ImpactAlarm, type ImpactAlarmProps } from './impact-alarm.ts';
export { LambdaAppStack, type LambdaAppStackProps } from './lambda-app-stack.ts';
export { type LambdaApp, readLambdaApps } from './lambda-apps.ts';
export { LambdaManifest, ownPatternsOf } from './lambda-manifest.ts';
export { MonitoredLambda, type MonitoredLambdaProps } from './monitored-lambda.ts';
export {
  CloudName,
  type TopicName,
  collectorNamed,
  heartbeatTopicNamed,
  lambdaNamed,
  logBucketNamed,
  queueNamed,
  topicNamed,
} from './names.ts';
export { PatternRule, type PatternRuleProps } from './pattern-rule.ts';
export { PatternRules, type PatternRulesProps } from './pattern-rules.ts';
export { eventNamesIn, isReadOnlyCall } from './read-only-calls.ts';
export { rulePatterns } from './rule-patterns.ts';
export { type RuleTarget, forwardsTo, invokes, sendsTo, tells } from './rule-targets.ts';
export { MistakeError, parseFile } from './sentences.ts';
export { type RunbookEntry } from './runbook.ts';
export { SilenceAlarm, type SilenceAlarmProps } from './silence-alarm.ts';
export { alarmOnRuleFailures } from './rule-failures.ts';
export { WorkQueue, type WorkQueueProps } from './work-queue.ts';
