import { type App, CfnCondition, CfnParameter, Fn, LegacyStackSynthesizer, Stage, Validations } from 'aws-cdk-lib';
import { CfnSubscription } from 'aws-cdk-lib/aws-sns';
import { MAILS_HAVE_NO_DEAD_LETTERS } from './mailed-topic.ts';
import { CollectorStack, type CollectorStackProps } from './collector-stack.ts';

const STAGE = 'stack-set';

/**
 * The collector once more, for accounts that get it by StackSet: a template that fits every account and region, without
 * assets and look-ups. It stands in an assembly of its own, so that no deployment from here takes it along.
 */
export function addStackSet(app: App, props: Omit<CollectorStackProps, 'env' | 'alarmEmails'>): void {
  const [email = ''] = props.environment.emails.alarms;
  const stack = new CollectorStack(new Stage(app, STAGE), 'collector', {
    ...props,
    description: 'Forwards what Trailbell may tell of from this account and region to its hub and its guard',
    alarmEmails: [],
    synthesizer: new StandaloneSynthesizer(),
  });

  const alarmEmail = new CfnParameter(stack, 'AlarmEmail', {
    default: email,
    description: 'Who gets the alarms of this collector by e-mail, once confirmed. Nobody where it is empty.',
  });
  const subscription = new CfnSubscription(stack, 'AlarmMail', {
    topicArn: stack.alarmTopic.topicArn,
    protocol: 'email',
    endpoint: alarmEmail.valueAsString,
  });
  Validations.of(subscription).acknowledge(MAILS_HAVE_NO_DEAD_LETTERS);
  subscription.cfnOptions.condition = new CfnCondition(stack, 'HasAlarmEmail', {
    expression: Fn.conditionNot(Fn.conditionEquals(alarmEmail.valueAsString, '')),
  });
}

/** The text of that template. */
export function stackSetTemplateOf(app: App): string {
  const [stack] = app.synth().getNestedAssembly(`assembly-${STAGE}`).stacks;
  return JSON.stringify(stack?.template, null, 1);
}

/** Asks for no bootstrapped account. What one is called has no part in it; CDK's types want it all the same. */
class StandaloneSynthesizer extends LegacyStackSynthesizer {
  override get bootstrapQualifier(): string {
    return '';
  }
  override get lookupRole(): string {
    return '';
  }
  override get cloudFormationExecutionRole(): string {
    return '';
  }
}
