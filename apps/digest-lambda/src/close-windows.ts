import {
  type ClosingReport,
  type ClosingWindows,
  MetricName,
  type QueuedClose,
  type WindowDigest,
  closeWindow,
} from '@trailbell/alerting';
import { type ReadMessage, type Telemetry } from '@trailbell/lambda-kit';

export interface Closing extends Omit<ClosingWindows, 'report'> {
  readonly telemetry: Telemetry;
}

type CloseMessage = ReadMessage<QueuedClose>;

/** Closes the window these messages ask for, once. Answers the messages that have to ask again. */
export async function closeWindows(
  messages: readonly CloseMessage[],
  closing: Closing,
): Promise<readonly CloseMessage[]> {
  const latest = messages.reduce<CloseMessage | undefined>(
    (last, message) => (last && askedBy(last) >= askedBy(message) ? last : message),
    undefined,
  );
  if (!latest) {
    return [];
  }

  const { log, count } = closing.telemetry;
  const outcome = await closeWindow(askedBy(latest), { ...closing, report: reportTo(closing.telemetry) });
  switch (outcome.kind) {
    case 'closed':
      return [];
    case 'later':
      log.warn('the digest window could not be closed now, or another invocation is closing it', {
        error: outcome.error,
      });
      return [latest];
    case 'failed':
      count(MetricName.DigestFailed);
      log.warn('the digest could not be told now; it is told as it stands when its closing comes again, or the next', {
        error: outcome.error,
      });
      return messages.filter((message) => askedBy(message) === outcome.closesAt);
  }
}

function askedBy({ body }: CloseMessage): number {
  return Date.parse(body.scheduledAt);
}

function reportTo({ log, count }: Telemetry): ClosingReport {
  return {
    told: (digest, receipt) => {
      count(MetricName.DigestTold);
      count(MetricName.AlertDelivered, digest.lesser.total);
      log.info('digest told', { ...factsOf(digest), receipt });
    },
    empty: (digest) => {
      log.info('the window was empty, and nothing was posted', factsOf(digest));
    },
    doneWithout: (what, error) => {
      count(MetricName.DigestReplyFailed);
      log.warn(`the digest was told without its ${what}`, { error });
    },
    overflowed: (taken) => {
      log.warn('more lines wait than one digest takes; the rest joins the next', { taken });
    },
  };
}

function factsOf({ id, lesser, suppressed, rang }: WindowDigest) {
  return {
    digest: id,
    alerts: lesser.total,
    suppressed: suppressed.reduce((total, { count }) => total + count, 0),
    rang: rang.total,
  };
}
