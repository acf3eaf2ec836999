import { eventKeyOf } from '@trailbell/cloudtrail-types';
import { parseArn } from '../aws/arn.ts';
import { type CloudObserver } from '../cloud/observer.ts';
import { type Delivery } from '../events/deliver.ts';
import { type EventBus, type Routing } from '../events/event-bus.ts';
import { type EventInFlight } from '../events/event-in-flight.ts';
import { type Attempt } from '../lambda/async-invoke.ts';
import { type Batch } from '../lambda/event-source-mapping.ts';
import { type LambdaFunction } from '../lambda/lambda-function.ts';
import { type Balance, type Change, type DeadLetter, type HeldBack, type Mail, type QueueState } from '../page-api.ts';
import { type CapturedMail } from '../sns/publish.ts';
import { type Notification } from '../sns/topic.ts';
import { type Message } from '../sqs/message.ts';
import { type Queue } from '../sqs/queue.ts';
import { Coalesced } from './coalesced.ts';
import { alertIdsIn, deadLettersIn, eventsIn, holdsClosing } from './dead-letters.ts';
import { type Entry } from './entry.ts';
import { KnownAlerts } from './known-alerts.ts';
import { lambdaState, mailOf, queueState } from './states.ts';
import { attemptStep, batchStep, deliveryStep } from './steps.ts';
import { type AlertRecord } from '@trailbell/alert-store';
import { Timeline } from './timeline.ts';

export interface JournalContext {
  readonly now: () => number;
  readonly onChange: (change: Change) => void;
}

/** Keeps account of every event: where it went, and what became of it. The page and the outcome lines are drawn from it. */
export class Journal implements CloudObserver {
  readonly alerts = new KnownAlerts();
  readonly timeline: Timeline;
  readonly #context: JournalContext;
  readonly #mails: Mail[] = [];
  readonly #heldBack = new Map<string, number>();
  readonly #deadLetterQueues = new Set<Queue>();
  readonly #deadLetterArns: ReadonlySet<string>;
  readonly #queues: Coalesced<Queue>;
  readonly #functions: Coalesced<LambdaFunction>;
  readonly #balance: Coalesced<'balance'>;

  constructor(deadLetterArns: ReadonlySet<string>, context: JournalContext) {
    this.#deadLetterArns = deadLetterArns;
    this.#context = context;
    this.#queues = new Coalesced((queue) => {
      this.#tellOfQueue(queue);
    });
    this.#functions = new Coalesced((fn) => {
      context.onChange({ kind: 'lambda', lambda: lambdaState(fn) });
    });
    this.#balance = new Coalesced(() => {
      context.onChange({ kind: 'balance', balance: this.balance });
    });
    this.timeline = new Timeline({
      alertsOf: (eventKey) => this.alerts.of(eventKey),
      onChange: (event) => {
        context.onChange({ kind: 'event', event });
        this.#balance.changed('balance');
      },
    });
  }

  get balance(): Balance {
    const { eventsIn, fates, outsideEnvironment } = this.timeline;
    return { eventsIn, fates, alerts: this.alerts.count, outcomes: this.alerts.outcomes, outsideEnvironment };
  }

  /** The alerts nobody was told of yet, as text that changes when they do; `undefined` when there is none. */
  get untold(): string | undefined {
    const { pending } = this.alerts.outcomes;
    return pending === 0 ? undefined : `${pending} of ${this.alerts.count}`;
  }

  get mails(): readonly Mail[] {
    return this.#mails;
  }

  get heldBack(): readonly HeldBack[] {
    return [...this.#heldBack].map(([reason, count]) => ({ reason, count }));
  }

  get deadLetterQueues(): readonly Queue[] {
    return [...this.#deadLetterQueues];
  }

  get deadLetters(): readonly DeadLetter[] {
    return this.deadLetterQueues.flatMap(deadLettersIn);
  }

  roleOf(queue: Queue): QueueState['role'] {
    return this.#deadLetterArns.has(queue.definition.arn) ? 'dead-letter' : 'work';
  }

  /** The event's way through the buses is over; what it set off may not be. */
  routed(entry: Entry): void {
    this.timeline.update(entry.id, (routed) => {
      routed.open -= 1;
      if (!routed.delivered && routed.gaveUp === undefined && routed.heldBack !== undefined) {
        this.#countHeldBack(routed.heldBack);
      }
    });
  }

  alertStored(item: AlertRecord): void {
    this.alerts.put(item);
    this.timeline.alertsChanged(item.alert.eventKey);
    this.#balance.changed('balance');
  }

  onRouted({ origin }: EventInFlight, _bus: EventBus, { kept }: Routing): void {
    const [keptFrom] = kept;
    if (keptFrom) {
      this.timeline.update(origin, (entry) => {
        entry.heldBack ??= keptFrom.reason;
      });
    }
  }

  onDelivery(delivery: Delivery): void {
    const { event, target, result, error } = delivery;
    const isLast = result !== 'retrying';
    const { service } = parseArn(target.arn);
    const goesOn = result === 'delivered' && (service === 'lambda' || service === 'sqs');
    this.timeline.update(event.origin, (entry) => {
      entry.steps.push(deliveryStep(delivery, this.#at()));
      entry.delivered ||= result === 'delivered' && service !== 'events';
      entry.open += goesOn ? 1 : 0;
      if (isLast && error) {
        entry.gaveUp = error.message;
      }
    });
  }

  onAttempt(attempt: Attempt): void {
    const { origin, result, then } = attempt;
    this.timeline.addStep(origin, attemptStep(attempt, this.#at()));
    if (then !== 'retrying') {
      this.#close(origin, then === 'gave-up' && result.kind === 'failed' ? result.error.errorMessage : undefined);
    }
  }

  onBatch(batch: Batch): void {
    for (const { id, origin } of batch.messages) {
      const failed = batch.failedIds.has(id);
      this.timeline.addStep(origin, batchStep(batch, failed, this.#at()));
      if (!failed) {
        this.#close(origin, undefined);
      }
    }
  }

  onMail(mail: CapturedMail, { origin, topicArn }: Notification): void {
    const shown = mailOf(mail);
    this.#mails.push(shown);
    this.#context.onChange({ kind: 'mail', mail: shown });
    this.timeline.addStep(origin, {
      at: this.#at(),
      kind: 'topic',
      name: topicArn,
      result: 'ok',
      detail: `to ${mail.to}`,
    });
  }

  onQueueChange(queue: Queue): void {
    if (this.roleOf(queue) === 'dead-letter') {
      this.#deadLetterQueues.add(queue);
    }
    this.#queues.changed(queue);
  }

  onFunctionChange(fn: LambdaFunction): void {
    this.#functions.changed(fn);
  }

  onDeadLettered({ origin }: Message, { definition }: Queue): void {
    const reason = `it was received too often from queue ${definition.name}`;
    this.timeline.addStep(origin, {
      at: this.#at(),
      kind: 'dead-letter',
      name: definition.name,
      result: 'failed',
      detail: reason,
    });
    this.#close(origin, reason);
  }

  onExpired(message: Message, { definition }: Queue): void {
    this.#close(message.origin, `it outlived the retention of queue ${definition.name}`);
  }

  #close(origin: number | undefined, gaveUp: string | undefined): void {
    this.timeline.update(origin, (entry) => {
      entry.open -= 1;
      entry.gaveUp ??= gaveUp;
    });
  }

  #tellOfQueue(queue: Queue): void {
    const role = this.roleOf(queue);
    this.#context.onChange({ kind: 'queue', queue: queueState(queue, role) });
    if (role === 'dead-letter') {
      this.#readDeadLetters();
    }
  }

  #readDeadLetters(): void {
    const queues = this.deadLetterQueues;
    const changed = this.alerts.setDeadLettered({
      alertIds: new Set(queues.flatMap(alertIdsIn)),
      eventKeys: new Set(queues.flatMap(eventsIn).map((envelope) => eventKeyOf(envelope))),
      digest: queues.some(holdsClosing),
    });
    changed.forEach((eventKey) => {
      this.timeline.alertsChanged(eventKey);
    });
    this.#context.onChange({ kind: 'dead-letters', deadLetters: this.deadLetters });
    this.#balance.changed('balance');
  }

  #countHeldBack(reason: string): void {
    this.#heldBack.set(reason, (this.#heldBack.get(reason) ?? 0) + 1);
    this.#context.onChange({ kind: 'held-back', heldBack: this.heldBack });
  }

  #at(): string {
    return new Date(this.#context.now()).toISOString();
  }
}
