import * as z from 'zod';
import { type SubscriptionProtocol } from '../../sns/topic.ts';
import { arnOf } from '../../aws/arn.ts';
import { generatedName, withoutName } from '../identity.ts';
import { type ResourceType } from '../resource-type.ts';
import { Count, Flag } from './opaque.ts';

const Queue = z.object({
  DelaySeconds: Count.default(0),
  MaximumMessageSize: Count.default(1_048_576),
  MessageRetentionPeriod: Count.default(345_600),
  ReceiveMessageWaitTimeSeconds: Count.default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: Count.min(1) }).optional(),
  VisibilityTimeout: Count.default(30),
});

const protocols = ['email', 'email-json', 'sqs', 'lambda'] as const satisfies SubscriptionProtocol[];
const Subscription = z.object({
  TopicArn: z.string(),
  Protocol: z.enum(protocols),
  Endpoint: z.string(),
  RawMessageDelivery: Flag.default(false),
});

export const messagingTypes: readonly ResourceType[] = [
  {
    type: 'AWS::SNS::Subscription',
    identify: (context) => {
      const arn = `${context.text('TopicArn') ?? ''}:${generatedName(context)}`;
      return { ref: arn, attributes: { Arn: arn } };
    },
    read: (properties, { definitions, identity }) => {
      const { TopicArn, Protocol, Endpoint, RawMessageDelivery } = Subscription.parse(properties);
      definitions.subscriptions.push({
        arn: identity.ref,
        topicArn: TopicArn,
        protocol: Protocol,
        endpoint: Endpoint,
        rawMessageDelivery: RawMessageDelivery,
      });
    },
  },
  {
    type: 'AWS::SNS::Topic',
    identify: (context) => {
      const name = context.named('TopicName');
      const arn = arnOf('sns', context, name);
      return { ref: arn, attributes: { TopicArn: arn, TopicName: name } };
    },
    read: (_, { definitions, identity }) => {
      definitions.topics.push({ arn: identity.ref, name: identity.attributes.TopicName ?? '' });
    },
  },
  { type: 'AWS::SNS::TopicPolicy', identify: withoutName },
  {
    type: 'AWS::SQS::Queue',
    identify: (context) => {
      const name = context.named('QueueName');
      const { account, region } = context;
      return {
        ref: `https://sqs.${region}.amazonaws.com/${account}/${name}`,
        attributes: { Arn: arnOf('sqs', context, name), QueueName: name },
      };
    },
    read: (properties, { definitions, identity }) => {
      const queue = Queue.parse(properties);
      definitions.queues.push({
        arn: identity.attributes.Arn ?? '',
        name: identity.attributes.QueueName ?? '',
        visibilityTimeoutMs: queue.VisibilityTimeout * 1000,
        delayMs: queue.DelaySeconds * 1000,
        retentionMs: queue.MessageRetentionPeriod * 1000,
        receiveWaitMs: queue.ReceiveMessageWaitTimeSeconds * 1000,
        maximumMessageBytes: queue.MaximumMessageSize,
        ...(queue.RedrivePolicy && { redrive: queue.RedrivePolicy }),
      });
    },
  },
  { type: 'AWS::SQS::QueuePolicy', identify: withoutName },
];
