import { Stack, Validations } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { type Construct } from 'constructs';

export interface MailedTopicProps {
  readonly topicName: string;
  /** What the sender of the e-mail is called. */
  readonly displayName: string;
  readonly emails: readonly string[];
  /** Encrypts what waits to be sent. Without one, the topic takes messages by TLS only. */
  readonly key?: IKey;
}

/** A finding of cdk-nag about every subscription of a person. */
export const MAILS_HAVE_NO_DEAD_LETTERS = {
  id: 'Serverless-SNSRedrivePolicy',
  reason:
    'SNS keeps no dead letters of mails: it hands them to the mail system, which tells nobody what became of them.',
};

/** A topic that reaches people by e-mail. */
export class MailedTopic extends Topic {
  constructor(scope: Construct, id: string, { emails, key, ...props }: MailedTopicProps) {
    super(scope, id, { ...props, enforceSSL: true, ...(key && { masterKey: key }) });
    for (const email of emails) {
      this.addSubscription(new EmailSubscription(email));
    }
    Validations.of(this).acknowledge(MAILS_HAVE_NO_DEAD_LETTERS);
  }

  /** Lets the alarms of this account and region publish. */
  allowAlarms(): this {
    this.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsPublish',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [this.topicArn],
        conditions: {
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({ service: 'cloudwatch', resource: 'alarm:trailbell-*' }),
          },
        },
      }),
    );
    return this;
  }
}
