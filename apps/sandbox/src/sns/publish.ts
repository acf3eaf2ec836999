import { type OutgoingMessage } from '../sqs/message.ts';
import { type Notification, type SubscriptionDefinition, type Topic } from './topic.ts';

export interface CapturedMail {
  readonly id: string;
  readonly at: string;
  readonly topicArn: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}

export interface PublishContext {
  readonly onMail: (mail: CapturedMail, notification: Notification) => void;
  readonly sendToQueue: (queueArn: string, message: OutgoingMessage) => void;
  readonly invokeFunction: (functionArn: string, payload: string, origin: number | undefined) => void;
}

const DEFAULT_SUBJECT = 'AWS Notification Message';

/** Delivers a notification to every subscription of its topic. */
export function publish({ subscriptions }: Topic, notification: Notification, context: PublishContext): void {
  for (const subscription of subscriptions) {
    deliverTo(subscription, notification, context);
  }
}

function deliverTo(subscription: SubscriptionDefinition, notification: Notification, context: PublishContext): void {
  const { protocol, endpoint, rawMessageDelivery } = subscription;
  switch (protocol) {
    case 'email':
    case 'email-json':
      context.onMail(mailOf(subscription, notification), notification);
      return;
    case 'sqs':
      context.sendToQueue(endpoint, {
        body: rawMessageDelivery ? notification.message : JSON.stringify(snsEnvelope(notification)),
        attributes: rawMessageDelivery ? notification.attributes : {},
        origin: notification.origin,
      });
      return;
    case 'lambda':
      context.invokeFunction(endpoint, lambdaEvent(subscription, notification), notification.origin);
  }
}

function mailOf({ protocol, endpoint }: SubscriptionDefinition, notification: Notification): CapturedMail {
  const { id, at, topicArn, subject = DEFAULT_SUBJECT, message } = notification;
  const text = protocol === 'email' ? message : JSON.stringify(snsEnvelope(notification), null, 2);
  return { id, at, topicArn, to: endpoint, subject, text };
}

function snsEnvelope({ id, at, topicArn, subject, message, attributes }: Notification): object {
  return {
    Type: 'Notification',
    MessageId: id,
    TopicArn: topicArn,
    ...(subject !== undefined && { Subject: subject }),
    Message: message,
    Timestamp: at,
    MessageAttributes: Object.fromEntries(
      Object.entries(attributes).map(([name, { DataType, StringValue, BinaryValue }]) => [
        name,
        { Type: DataType, Value: StringValue ?? BinaryValue },
      ]),
    ),
  };
}

function lambdaEvent({ arn }: SubscriptionDefinition, notification: Notification): string {
  return JSON.stringify({
    Records: [
      { EventSource: 'aws:sns', EventVersion: '1.0', EventSubscriptionArn: arn, Sns: snsEnvelope(notification) },
    ],
  });
}
