import { type IRole, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type IFunction } from 'aws-cdk-lib/aws-lambda';
import { type Queue } from 'aws-cdk-lib/aws-sqs';
import { type RuleTargetConfig, type RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { type ITopic } from 'aws-cdk-lib/aws-sns';
import { type Construct, type IDependable } from 'constructs';
import { TARGET_RETRIES } from './pattern-rule.ts';

/** The rules a target lets in. */
export interface AdmittedRules {
  readonly scope: Construct;
  /** Ends in `*`: one statement for all of them, however many there are, and for those of the next deployment. */
  readonly arnPattern: string;
}

/** Where rules send their events. */
export interface RuleTarget {
  readonly config: RuleTargetConfig;
  /** What has to be there before such a rule is, so that none of its events is refused. */
  admit(rules: AdmittedRules): readonly IDependable[];
}

export function invokes(lambda: IFunction, deadLetters: Queue): RuleTarget {
  return {
    config: { arn: lambda.functionArn, ...undelivered(deadLetters) },
    admit: (rules) => [
      new CfnPermission(rules.scope, 'Invoke', {
        action: 'lambda:InvokeFunction',
        functionName: lambda.functionArn,
        principal: 'events.amazonaws.com',
        sourceArn: rules.arnPattern,
      }),
      ...letSend(rules, deadLetters),
    ],
  };
}

export function sendsTo(queue: Queue, deadLetters: Queue): RuleTarget {
  return {
    config: { arn: queue.queueArn, ...undelivered(deadLetters) },
    admit: (rules) => [...letSend(rules, queue), ...letSend(rules, deadLetters)],
  };
}

/** To a bus of another region or account, as the role. */
export function forwardsTo(busArn: string, role: IRole, deadLetters: Queue): RuleTarget {
  return {
    config: { arn: busArn, role, ...undelivered(deadLetters) },
    admit: (rules) => [role, ...letSend(rules, deadLetters)],
  };
}

/** To the people behind a topic, in words made of the event. CDK's own target would let every rule of every account publish. */
export function tells(topic: ITopic, words: RuleTargetInput, deadLetters: Queue): RuleTarget {
  return {
    config: { arn: topic.topicArn, input: words, ...undelivered(deadLetters) },
    admit: (rules) => {
      const { policyDependable } = topic.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal('events.amazonaws.com')],
          actions: ['sns:Publish'],
          resources: [topic.topicArn],
          conditions: { ArnLike: { 'aws:SourceArn': rules.arnPattern } },
        }),
      );
      return [...(policyDependable === undefined ? [] : [policyDependable]), ...letSend(rules, deadLetters)];
    },
  };
}

function undelivered(deadLetters: Queue) {
  return {
    deadLetterConfig: { arn: deadLetters.queueArn },
    retryPolicy: {
      maximumRetryAttempts: TARGET_RETRIES.retryAttempts,
      maximumEventAgeInSeconds: TARGET_RETRIES.maxEventAge.toSeconds(),
    },
  };
}

function letSend({ arnPattern }: AdmittedRules, queue: Queue): readonly IDependable[] {
  const { policyDependable } = queue.addToResourcePolicy(
    new PolicyStatement({
      principals: [new ServicePrincipal('events.amazonaws.com')],
      actions: ['sqs:SendMessage'],
      resources: [queue.queueArn],
      conditions: { ArnLike: { 'aws:SourceArn': arnPattern } },
    }),
  );
  return policyDependable === undefined ? [] : [policyDependable];
}
