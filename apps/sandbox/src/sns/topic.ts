import { type MessageAttributes } from '../sqs/message.ts';

export interface TopicDefinition {
  readonly arn: string;
  readonly name: string;
}

export type SubscriptionProtocol = 'email' | 'email-json' | 'sqs' | 'lambda';

export interface SubscriptionDefinition {
  readonly arn: string;
  readonly protocol: SubscriptionProtocol;
  readonly endpoint: string;
  readonly rawMessageDelivery: boolean;
}

export interface Notification {
  readonly id: string;
  readonly at: string;
  readonly topicArn: string;
  readonly subject: string | undefined;
  readonly message: string;
  readonly attributes: MessageAttributes;
  readonly origin: number | undefined;
}

/** A topic and who listens to it. */
export interface Topic {
  readonly definition: TopicDefinition;
  readonly subscriptions: SubscriptionDefinition[];
}
