import { type Clock } from '../clock/sandbox-clock.ts';
import { type ReceivedMessage } from './message.ts';
import { type Queue } from './queue.ts';

export interface Poll {
  readonly max: number;
  readonly visibilityMs: number | undefined;
  /** The queue's own wait when undefined. */
  readonly waitMs: number | undefined;
  /** Aborts when the caller is gone: then no message may be taken on its behalf. */
  readonly aborted: AbortSignal;
}

/** Receives now, or as soon as a message becomes visible within the wait. */
export async function receiveWithLongPoll(queue: Queue, clock: Clock, poll: Poll): Promise<readonly ReceivedMessage[]> {
  const waitMs = poll.waitMs ?? queue.definition.receiveWaitMs;
  const now = queue.receive(poll.max, poll.visibilityMs);
  if (now.length > 0 || waitMs === 0) {
    return now;
  }
  return new Promise((resolve) => {
    const end = (): void => {
      stopListening();
      cancelWait();
      poll.aborted.removeEventListener('abort', end);
      resolve(poll.aborted.aborted ? [] : queue.receive(poll.max, poll.visibilityMs));
    };
    const wait = { what: `long poll of queue ${queue.definition.name}`, kind: 'background' as const };
    const stopListening = queue.onVisible(end);
    const cancelWait = clock.schedule(waitMs, wait, end);
    poll.aborted.addEventListener('abort', end);
  });
}
