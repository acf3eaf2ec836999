import { type Activity } from '../clock/activity.ts';
import { type Clock } from '../clock/sandbox-clock.ts';
import { destinationRecord } from './destination-record.ts';
import { type AsyncInvokeSettings, type InvocationResult } from './function-definition.ts';
import { type LambdaFunction } from './lambda-function.ts';

export interface AsyncInvokeContext {
  readonly clock: Clock;
  readonly activity: Activity;
  /** Sends to the queue, topic, function or bus with this ARN. */
  readonly sendTo: (arn: string, body: string, origin: number | undefined) => void;
  readonly onAttempt: (attempt: Attempt) => void;
}

/** An event a function is to be invoked with. */
export interface AsyncInvocation {
  readonly fn: LambdaFunction;
  readonly payload: string;
  /** The timeline entry whose event this is. */
  readonly origin: number | undefined;
}

export interface Attempt extends AsyncInvocation {
  readonly result: InvocationResult;
  /** `retrying`: it will be invoked again. `gave-up`: no more; it went to a destination, if there is one. */
  readonly then: 'done' | 'retrying' | 'gave-up';
}

/** Lambda waits a minute before the first retry and two before the second. */
const RETRY_WAITS_MS = [60_000, 120_000];

/**
 * Lambda's queue of asynchronous invocations: an event is tried until it succeeds, its retries or its age are used up; then its
 * record goes to the on-failure destination, or the bare event to the function's dead-letter queue.
 */
export function invokeAsync(
  invocation: AsyncInvocation,
  settings: AsyncInvokeSettings,
  context: AsyncInvokeContext,
): void {
  const { fn, payload, origin } = invocation;
  const acceptedAt = context.clock.now();
  const attempt = async (tries: number): Promise<void> => {
    const result = await fn.invoke(payload);
    if (result.kind === 'succeeded') {
      sendRecord(settings.onSuccessArn, 'Success', { tries, result });
      context.onAttempt({ ...invocation, result, then: 'done' });
      return;
    }
    const waitMs = RETRY_WAITS_MS[tries - 1] ?? 0;
    const tooOld = context.clock.now() + waitMs - acceptedAt > settings.maximumEventAgeMs;
    if (tries > settings.maximumRetryAttempts || tooOld) {
      sendRecord(settings.onFailureArn, tooOld ? 'EventAgeExceeded' : 'RetriesExhausted', { tries, result });
      sendEvent(fn.definition.deadLetterTargetArn);
      context.onAttempt({ ...invocation, result, then: 'gave-up' });
      return;
    }
    context.clock.schedule(waitMs, { what: `retry of ${fn.definition.name}`, kind: 'work' }, () => {
      void context.activity.during(() => attempt(tries + 1));
    });
    context.onAttempt({ ...invocation, result, then: 'retrying' });
  };

  const sendRecord = (
    arn: string | undefined,
    condition: string,
    outcome: { tries: number; result: InvocationResult },
  ): void => {
    if (arn !== undefined) {
      const at = new Date(context.clock.now()).toISOString();
      context.sendTo(arn, destinationRecord({ ...outcome, fn: fn.definition, payload, condition, at }), origin);
    }
  };
  const sendEvent = (arn: string | undefined): void => {
    if (arn !== undefined) {
      context.sendTo(arn, payload, origin);
    }
  };

  void context.activity.during(() => attempt(1));
}
