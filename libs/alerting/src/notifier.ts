import { type Alert } from '@trailbell/detections';
import { type Digest } from './digest.ts';
import { type Route } from './routing.ts';

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

/**
 * Why nobody was told. `rate-limited` and `unavailable` pass; `misconfigured` (a token, a channel, a permission) lasts until
 * somebody mends it; `refused` means this very message was not taken.
 */
export type NotToldKind = 'rate-limited' | 'unavailable' | 'misconfigured' | 'refused';

export interface NotToldOptions {
  readonly kind?: NotToldKind;
  readonly cause?: unknown;
  /** How long the service asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
}

/** The notifier did not tell, or cannot know that it did. */
export class NotToldError extends Error {
  override readonly name = 'NotToldError';
  readonly kind: NotToldKind;
  readonly retryAfterMs: number | undefined;

  constructor(message: string, { kind = 'unavailable', cause, retryAfterMs }: NotToldOptions = {}) {
    super(message, { cause });
    this.kind = kind;
    this.retryAfterMs = retryAfterMs;
  }
}
