import { type Activity } from '../clock/activity.ts';
import { type Clock } from '../clock/sandbox-clock.ts';
import { type MessageAttributes } from '../sqs/message.ts';
import { type EventInFlight } from './event-in-flight.ts';
import { type RuleDefinition, type TargetDefinition } from './rule.ts';
import { targetInput } from './target-input.ts';
import { TargetError } from './target-error.ts';

export interface DeliveryContext {
  readonly clock: Clock;
  readonly activity: Activity;
  /** Hands the input to the target, or throws `TargetError`. */
  readonly sendToTarget: (arn: string, input: string, event: EventInFlight) => void;
  readonly sendToDeadLetters: (queueArn: string, letter: DeadLetter) => void;
  readonly onDelivery: (delivery: Delivery) => void;
}

export interface DeadLetter {
  readonly body: string;
  readonly attributes: MessageAttributes;
  readonly origin: number | undefined;
}

export interface Delivery {
  readonly event: EventInFlight;
  readonly rule: RuleDefinition;
  readonly target: TargetDefinition;
  /** `lost`: undeliverable, and the target names no dead-letter queue. */
  readonly result: 'delivered' | 'retrying' | 'dead-lettered' | 'lost';
  readonly error?: TargetError;
}

const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 15 * 60_000;

/** EventBridge's delivery to one target: tried with growing waits until attempts or age are used up, then dead-lettered. */
export function deliver(
  event: EventInFlight,
  { rule, target }: { readonly rule: RuleDefinition; readonly target: TargetDefinition },
  context: DeliveryContext,
): void {
  const { clock, activity } = context;
  const startedAt = clock.now();
  const at = new Date(startedAt).toISOString();
  const input = targetInput(target.input, event.envelope, { ruleArn: rule.arn, ruleName: rule.name, at });

  const attempt = (retries: number): void => {
    try {
      context.sendToTarget(target.arn, input, event);
      context.onDelivery({ event, rule, target, result: 'delivered' });
    } catch (error) {
      if (!(error instanceof TargetError)) {
        throw error;
      }
      retryOrGiveUp(error, retries);
    }
  };

  const retryOrGiveUp = (error: TargetError, retries: number): void => {
    const waitMs = Math.min(FIRST_BACKOFF_MS * 2 ** retries, LONGEST_BACKOFF_MS);
    const condition = exhausted({ error, retries, target, ageMs: clock.now() + waitMs - startedAt });
    if (condition === undefined) {
      clock.schedule(waitMs, { what: `delivery by rule ${rule.name}`, kind: 'work' }, () => {
        const end = activity.begin();
        attempt(retries + 1);
        end();
      });
      context.onDelivery({ event, rule, target, result: 'retrying', error });
      return;
    }
    if (target.deadLetterArn === undefined) {
      context.onDelivery({ event, rule, target, result: 'lost', error });
      return;
    }
    const attributes = deadLetterAttributes({ error, rule, target, retries, condition });
    context.sendToDeadLetters(target.deadLetterArn, { body: input, attributes, origin: event.origin });
    context.onDelivery({ event, rule, target, result: 'dead-lettered', error });
  };

  attempt(0);
}

function exhausted(state: {
  readonly error: TargetError;
  readonly retries: number;
  readonly target: TargetDefinition;
  readonly ageMs: number;
}): string | undefined {
  if (!state.error.retriable) {
    return 'NonRetriableError';
  }
  if (state.retries >= state.target.maximumRetryAttempts) {
    return 'MaximumRetryAttempts';
  }
  return state.ageMs > state.target.maximumEventAgeMs ? 'MaximumEventAgeInSeconds' : undefined;
}

function deadLetterAttributes(letter: {
  readonly error: TargetError;
  readonly rule: RuleDefinition;
  readonly target: TargetDefinition;
  readonly retries: number;
  readonly condition: string;
}): MessageAttributes {
  const texts = {
    RULE_ARN: letter.rule.arn,
    TARGET_ARN: letter.target.arn,
    ERROR_CODE: letter.error.code,
    ERROR_MESSAGE: letter.error.message,
    EXHAUSTED_RETRY_CONDITION: letter.condition,
    RETRY_ATTEMPTS: String(letter.retries),
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, StringValue]) => [name, { DataType: 'String', StringValue }]),
  );
}
