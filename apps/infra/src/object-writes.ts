import { type EventBus, EventField, type Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type DeadLetterQueue, PatternRule, TARGET_RETRIES } from '@trailbell/cdk';
import { type Pattern } from '@trailbell/event-pattern';

export interface ObjectWritesProps {
  readonly bus: EventBus;
  /** The pattern of the detection `s3-object-written`. */
  readonly pattern: Pattern;
  readonly topic: ITopic;
  readonly deadLetters: DeadLetterQueue;
}

/** Tells of each write to a watched bucket by e-mail, straight from a rule: no code of ours in between. */
export class ObjectWrites extends Construct {
  constructor(scope: Construct, id: string, { bus, pattern, topic, deadLetters }: ObjectWritesProps) {
    super(scope, id);
    const rule = new PatternRule(this, 'Rule', {
      ruleName: 'trailbell-object-writes',
      description: 'Writes to watched buckets, by e-mail',
      eventBus: bus,
      pattern: { ...pattern, 'replay-name': [{ exists: false }] },
    });

    // CDK's SnsTopic target would let every rule of every account publish.
    rule.addTarget({
      bind: () => ({
        arn: topic.topicArn,
        input: sentence(),
        deadLetterConfig: { arn: deadLetters.queueArn },
        retryPolicy: {
          maximumRetryAttempts: TARGET_RETRIES.retryAttempts,
          maximumEventAgeInSeconds: TARGET_RETRIES.maxEventAge.toSeconds(),
        },
      }),
    });
    allowRule(rule, topic, deadLetters);
  }
}

function sentence(): RuleTargetInput {
  const [actor, bucket, key] = ['userIdentity.arn', 'requestParameters.bucketName', 'requestParameters.key'].map(field);
  return RuleTargetInput.fromText(
    `${actor} wrote ${key} to the watched bucket ${bucket} (${field('eventName')}), from ${field('sourceIPAddress')} at ${field('eventTime')}; account ${EventField.account}, region ${EventField.region}, event ${field('eventID')}.`,
  );
}

function field(path: string): string {
  return EventField.fromPath(`$.detail.${path}`);
}

/** The rule alone may publish, and leave what it could not deliver. */
function allowRule(rule: Rule, topic: ITopic, deadLetters: DeadLetterQueue): void {
  const statement = {
    principals: [new ServicePrincipal('events.amazonaws.com')],
    conditions: { ArnEquals: { 'aws:SourceArn': rule.ruleArn } },
  };
  topic.addToResourcePolicy(
    new PolicyStatement({ ...statement, sid: 'RulePublishes', actions: ['sns:Publish'], resources: [topic.topicArn] }),
  );
  deadLetters.addToResourcePolicy(
    new PolicyStatement({
      ...statement,
      sid: 'RuleLeavesDeadLetters',
      actions: ['sqs:SendMessage'],
      resources: [deadLetters.queueArn],
    }),
  );
}
