import { AwsError } from '../aws/aws-error.ts';
import { type Clock } from '../clock/sandbox-clock.ts';
import { type Message } from './message.ts';
import { Queue, type QueueDefinition } from './queue.ts';

export interface QueuesObserver {
  /** A queue, or what is in it, changed. */
  onQueueChange(queue: Queue): void;
  onDeadLettered(message: Message, from: Queue): void;
  onExpired(message: Message, queue: Queue): void;
}

/** All queues of the sandbox, of all its accounts and regions. */
export class Queues {
  readonly #clock: Clock;
  readonly #observer: QueuesObserver;
  readonly #byArn = new Map<string, Queue>();
  readonly #byUrl = new Map<string, Queue>();

  constructor(clock: Clock, observer: QueuesObserver) {
    this.#clock = clock;
    this.#observer = observer;
  }

  create(definition: QueueDefinition): Queue {
    const queue = new Queue(definition, this.#clock, {
      onChange: (changed) => {
        this.#observer.onQueueChange(changed);
      },
      onDeadLetter: (message, from) => {
        this.#moveToDeadLetters(message, definition);
        this.#observer.onDeadLettered(message, from);
      },
      onExpired: (message, from) => {
        this.#observer.onExpired(message, from);
      },
    });
    this.#byArn.set(definition.arn, queue);
    this.#byUrl.set(definition.url, queue);
    return queue;
  }

  get all(): readonly Queue[] {
    return [...this.#byArn.values()];
  }

  /** Whether a message lies ready that a function consumes: the sandbox is not drained before it is taken. */
  get hasReadyWork(): boolean {
    return this.all.some((queue) => queue.consumed && queue.hasVisible);
  }

  find(arn: string): Queue | undefined {
    return this.#byArn.get(arn);
  }

  atUrl(url: string): Queue {
    const queue = this.#byUrl.get(url);
    if (!queue) {
      throw new AwsError('QueueDoesNotExist', `The specified queue ${url} does not exist in the sandbox.`);
    }
    return queue;
  }

  #moveToDeadLetters(message: Message, { arn, name, redrive }: QueueDefinition): void {
    const target = redrive && this.#byArn.get(redrive.deadLetterTargetArn);
    if (!target) {
      throw new Error(
        `queue ${name} has no dead-letter queue ${redrive?.deadLetterTargetArn ?? ''} to move a message to`,
      );
    }
    target.acceptDeadLetter(message, arn);
  }
}
