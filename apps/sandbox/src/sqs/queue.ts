import { randomUUID } from 'node:crypto';
import { AwsError } from '../aws/aws-error.ts';
import { type Cancel, type Clock } from '../clock/sandbox-clock.ts';
import { type Message, type OutgoingMessage, type ReceivedMessage } from './message.ts';

export interface QueueDefinition {
  readonly arn: string;
  readonly name: string;
  readonly url: string;
  readonly visibilityTimeoutMs: number;
  readonly delayMs: number;
  readonly retentionMs: number;
  readonly receiveWaitMs: number;
  readonly maximumMessageBytes: number;
  readonly redrive?: RedrivePolicy;
}

export interface RedrivePolicy {
  readonly deadLetterTargetArn: string;
  readonly maxReceiveCount: number;
}

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface QueueEvents {
  /** The queue, or what is in it, changed. */
  readonly onChange: (queue: Queue) => void;
  /** A message was received too often: it moves to the dead-letter queue. */
  readonly onDeadLetter: (message: Message, queue: Queue) => void;
  /** A message outlived the queue's retention and is gone. */
  readonly onExpired: (message: Message, queue: Queue) => void;
}

interface Hidden {
  readonly message: Message;
  readonly why: 'inFlight' | 'delayed';
  readonly cancelWait: Cancel;
}

/** A standard queue: at least once, in no promised order (here: as they became visible). */
export class Queue {
  readonly definition: QueueDefinition;
  readonly #clock: Clock;
  readonly #events: QueueEvents;
  readonly #visible = new Map<string, Message>();
  readonly #hidden = new Map<string, Hidden>();
  readonly #handles = new Map<string, string>();
  readonly #listeners = new Set<() => void>();
  /** Whether somebody is owed this queue's messages: an event source mapping consumes it. */
  consumed = false;

  constructor(definition: QueueDefinition, clock: Clock, events: QueueEvents) {
    this.definition = definition;
    this.#clock = clock;
    this.#events = events;
  }

  get counts(): QueueCounts {
    const hidden = [...this.#hidden.values()];
    const delayed = hidden.filter(({ why }) => why === 'delayed').length;
    return { visible: this.#visible.size, inFlight: hidden.length - delayed, delayed };
  }

  /** Every message in the queue, without receiving it. */
  get messages(): readonly Message[] {
    return [...this.#visible.values(), ...[...this.#hidden.values()].map(({ message }) => message)];
  }

  get hasVisible(): boolean {
    return this.#visible.size > 0;
  }

  send(outgoing: OutgoingMessage): Message {
    const message: Message = {
      id: randomUUID(),
      body: outgoing.body,
      attributes: outgoing.attributes ?? {},
      traceHeader: outgoing.traceHeader,
      senderId: outgoing.senderId ?? 'sandbox',
      sentAt: this.#clock.now(),
      receiveCount: 0,
      firstReceivedAt: undefined,
      deadLetterSourceArn: undefined,
      origin: outgoing.origin,
    };
    const delayMs = outgoing.delayMs ?? this.definition.delayMs;
    if (delayMs > 0) {
      this.#hide(message, 'delayed', delayMs);
      this.#events.onChange(this);
    } else {
      this.#show(message);
    }
    return message;
  }

  /** Takes in a message another queue gave up. Its age goes on counting. */
  acceptDeadLetter(message: Message, sourceArn: string): void {
    this.#show({ ...message, receiveCount: 0, firstReceivedAt: undefined, deadLetterSourceArn: sourceArn });
  }

  /** Up to `max` messages, hidden from everybody else for the visibility timeout. */
  receive(max: number, visibilityMs = this.definition.visibilityTimeoutMs): readonly ReceivedMessage[] {
    const received: ReceivedMessage[] = [];
    for (const message of this.#visible.values()) {
      if (received.length === max) {
        break;
      }
      this.#visible.delete(message.id);
      if (this.#isExpired(message)) {
        this.#events.onExpired(message, this);
      } else if (this.#isReceivedTooOften(message)) {
        this.#events.onDeadLetter(message, this);
      } else {
        received.push(this.#handOut(message, visibilityMs));
      }
    }
    this.#events.onChange(this);
    return received;
  }

  /** Deletes by receipt handle. Deleting what is gone already succeeds, as at SQS. */
  delete(receiptHandle: string): void {
    const id = this.#idOf(receiptHandle);
    this.#hidden.get(id)?.cancelWait();
    this.#hidden.delete(id);
    this.#visible.delete(id);
    this.#handles.delete(receiptHandle);
    this.#events.onChange(this);
  }

  changeVisibility(receiptHandle: string, visibilityMs: number): void {
    const hidden = this.#hidden.get(this.#idOf(receiptHandle));
    if (!hidden) {
      throw new AwsError(
        'MessageNotInflight',
        'The specified message is not in flight: its visibility timeout has ended.',
      );
    }
    hidden.cancelWait();
    this.#hidden.delete(hidden.message.id);
    if (visibilityMs > 0) {
      this.#hide(hidden.message, 'inFlight', visibilityMs);
      this.#events.onChange(this);
    } else {
      this.#show(hidden.message);
    }
  }

  /** Calls `listener` whenever a message becomes visible. */
  onVisible(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => {
      this.#listeners.delete(listener);
    };
  }

  #handOut(message: Message, visibilityMs: number): ReceivedMessage {
    const receiptHandle = randomUUID();
    const handedOut: Message = {
      ...message,
      receiveCount: message.receiveCount + 1,
      firstReceivedAt: message.firstReceivedAt ?? this.#clock.now(),
    };
    this.#handles.set(receiptHandle, message.id);
    this.#hide(handedOut, 'inFlight', visibilityMs);
    return { ...handedOut, receiptHandle };
  }

  #hide(message: Message, why: Hidden['why'], forMs: number): void {
    const wait = {
      what: `${why === 'delayed' ? 'delay' : 'visibility timeout'} in queue ${this.definition.name}`,
      kind: () => (this.consumed ? ('work' as const) : ('background' as const)),
    };
    const cancelWait = this.#clock.schedule(forMs, wait, () => {
      this.#hidden.delete(message.id);
      this.#show(message);
    });
    this.#hidden.set(message.id, { message, why, cancelWait });
  }

  #show(message: Message): void {
    this.#visible.set(message.id, message);
    this.#events.onChange(this);
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #isExpired(message: Message): boolean {
    return this.#clock.now() - message.sentAt > this.definition.retentionMs;
  }

  #isReceivedTooOften(message: Message): boolean {
    const { redrive } = this.definition;
    return redrive !== undefined && message.receiveCount >= redrive.maxReceiveCount;
  }

  #idOf(receiptHandle: string): string {
    const id = this.#handles.get(receiptHandle);
    if (id === undefined) {
      throw new AwsError('ReceiptHandleIsInvalid', `The receipt handle "${receiptHandle}" is not valid.`);
    }
    return id;
  }
}
