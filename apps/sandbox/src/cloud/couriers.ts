import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import { EventEnvelope } from '@trailbell/cloudtrail-types';
import { arnOf, parseArn } from '../aws/arn.ts';
import { AwsError } from '../aws/aws-error.ts';
import { type DeliveryContext, deliver } from '../events/deliver.ts';
import { type EventInFlight } from '../events/event-in-flight.ts';
import { type EventBus } from '../events/event-bus.ts';
import { TargetError } from '../events/target-error.ts';
import { type AsyncInvocation, type AsyncInvokeContext, invokeAsync } from '../lambda/async-invoke.ts';
import { type Caller } from '../server/operations.ts';
import { type PublishContext, publish } from '../sns/publish.ts';
import { type Published } from '../sns/sns-api.ts';
import { type Notification } from '../sns/topic.ts';
import { type OutgoingMessage } from '../sqs/message.ts';
import { type Cloud, type CloudContext } from './cloud.ts';

const Json = z.string().transform((text): unknown => JSON.parse(text));

/** Carries events, messages and notifications from one resource of the cloud to the next. */
export class Couriers {
  readonly #cloud: Cloud;
  readonly #context: CloudContext;

  constructor(cloud: Cloud, context: CloudContext) {
    this.#cloud = cloud;
    this.#context = context;
  }

  /** Puts an event on a bus: every rule that takes it sends it to its targets. */
  putOn(bus: EventBus, event: EventInFlight): void {
    const routing = bus.route(event.envelope);
    const passing = { ...event, passed: [...event.passed, bus.arn] };
    this.#context.observer.onRouted(passing, bus, routing);
    for (const rule of routing.taken) {
      for (const target of rule.targets) {
        deliver(passing, { rule, target }, this.#delivery);
      }
    }
  }

  /** What PutEvents does: the bus by name or ARN, seen from the caller's place. */
  putByName(nameOrArn: string, envelope: EventEnvelope, caller: Caller): void {
    const arn = nameOrArn.startsWith('arn:') ? nameOrArn : arnOf('events', caller, `event-bus/${nameOrArn}`);
    const bus = this.#cloud.findBus(arn);
    if (!bus) {
      throw new AwsError('ResourceNotFoundException', `Event bus ${nameOrArn} does not exist.`);
    }
    this.putOn(bus, { envelope, origin: undefined, passed: [] });
  }

  /** What Lambda's asynchronous Invoke does: the function by name, seen from the caller's place. */
  invokeByName(name: string, payload: string, caller: Caller): void {
    this.#invoke(arnOf('lambda', caller, `function:${name}`), payload, undefined);
  }

  /** What SNS's Publish does; answers the message id. */
  publish({ topicArn, message, subject, attributes }: Published, origin?: number): string {
    const topic = this.#cloud.topics.get(topicArn);
    if (!topic) {
      throw new AwsError('NotFound', `Topic does not exist: ${topicArn}`, 404);
    }
    const at = new Date(this.#context.clock.now()).toISOString();
    const notification: Notification = { id: randomUUID(), at, topicArn, subject, message, attributes, origin };
    publish(topic, notification, this.#publishing);
    return notification.id;
  }

  /** Sends to a queue, a topic, a function or a bus: what a rule's target, a destination or a dead-letter queue may be. */
  #sendTo(arn: string, input: string, event: Pick<EventInFlight, 'origin' | 'passed'>): void {
    const { service } = parseArn(arn);
    switch (service) {
      case 'sqs':
        this.sendToQueue(arn, { body: input, origin: event.origin });
        return;
      case 'lambda':
        this.#invoke(arn, input, event.origin);
        return;
      case 'sns':
        this.publish({ topicArn: arn, message: input, subject: undefined, attributes: {} }, event.origin);
        return;
      case 'events':
        this.#forward(arn, { ...event, envelope: EventEnvelope.parse(Json.parse(input)) });
        return;
      default:
        throw new TargetError('UNSUPPORTED_TARGET', `the sandbox sends nothing to ${arn}`, { retriable: false });
    }
  }

  /** What SQS's SendMessage does, for who knows the queue by its ARN. */
  sendToQueue(arn: string, message: OutgoingMessage): void {
    const queue = this.#cloud.queues.find(arn);
    if (!queue) {
      throw new AwsError('QueueDoesNotExist', `no stack has the queue ${arn}`);
    }
    queue.send(message);
  }

  #invoke(arn: string, payload: string, origin: number | undefined): void {
    const fn = this.#cloud.functionAt(arn);
    const invocation: AsyncInvocation = { fn, payload, origin };
    invokeAsync(invocation, this.#cloud.asyncInvokeOf(arn), this.#invoking);
  }

  /** EventBridge carries an event over one other bus; a rule there cannot send it on to a third. */
  #forward(arn: string, event: EventInFlight): void {
    const bus = this.#cloud.findBus(arn);
    if (!bus) {
      throw new AwsError('ResourceNotFoundException', `no stack has the bus ${arn}`);
    }
    if (event.passed.length > 1) {
      throw new TargetError('TOO_MANY_HOPS', `an event is carried over one bus only, not on to ${arn}`, {
        retriable: false,
      });
    }
    this.putOn(bus, event);
  }

  get #delivery(): DeliveryContext {
    const { clock, activity, observer } = this.#context;
    return {
      clock,
      activity,
      sendToTarget: (arn, input, event) => {
        try {
          this.#sendTo(arn, input, event);
        } catch (error) {
          throw error instanceof AwsError ? new TargetError(error.code, error.message, { retriable: false }) : error;
        }
      },
      sendToDeadLetters: (arn, letter) => {
        this.sendToQueue(arn, letter);
      },
      onDelivery: (delivery) => {
        observer.onDelivery(delivery);
      },
    };
  }

  get #invoking(): AsyncInvokeContext {
    const { clock, activity, observer } = this.#context;
    return {
      clock,
      activity,
      sendTo: (arn, body, origin) => {
        this.#sendTo(arn, body, { origin, passed: [] });
      },
      onAttempt: (attempt) => {
        observer.onAttempt(attempt);
      },
    };
  }

  get #publishing(): PublishContext {
    return {
      onMail: (mail, notification) => {
        this.#context.observer.onMail(mail, notification);
      },
      sendToQueue: (arn, message) => {
        this.sendToQueue(arn, message);
      },
      invokeFunction: (arn, payload, origin) => {
        this.#invoke(arn, payload, origin);
      },
    };
  }
}
