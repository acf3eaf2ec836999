import { type Digest, type Route } from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';

/** What the notifier's service answered: a Slack `channel/ts`, an SNS message id. */
export type Receipt = string;

/** A way to tell people. Each call tells once, within bounded time, or throws `NotToldError`. */
export interface Notifier {
  readonly id: string;
  tell(alert: Alert, route: Route): Promise<Receipt>;
}

/** A notifier that can carry a digest. */
export interface DigestNotifier {
  readonly id: string;
  tellDigest(digest: Digest): Promise<Receipt>;
}

/** The notifier did not tell, or cannot know that it did. */
export class NotToldError extends Error {
  override readonly name = 'NotToldError';
  /** How long the service asked us to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, options: { cause?: unknown; retryAfterMs?: number } = {}) {
    super(message, { cause: options.cause });
    this.retryAfterMs = options.retryAfterMs;
  }
}
