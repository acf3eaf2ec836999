/** An `ok: false` of Slack: its own word, and what else it says. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly error: string;
  readonly details: Readonly<Record<string, unknown>>;

  constructor(error: string, details: Readonly<Record<string, unknown>> = {}) {
    super(`Slack refuses: ${error}`);
    this.error = error;
    this.details = details;
  }
}

/** Too many messages: HTTP 429, with the seconds to wait. */
export class RateLimitedError extends Error {
  override readonly name = 'RateLimitedError';
  readonly retryAfterSeconds: number;

  constructor(retryAfterSeconds: number) {
    super(`rate limited for ${retryAfterSeconds} s`);
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** A fault: HTTP 503, as from a proxy before Slack. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
