export interface RateOptions {
  /** Messages a second and channel, over time. */
  readonly perSecond: number;
  /** Messages a channel takes at once. */
  readonly burst: number;
}

/** Slack's documented rate: about one message a second and channel, short bursts tolerated. */
export const SLACK_RATE: RateOptions = { perSecond: 1, burst: 10 };

/** A bucket of tokens for each channel, filled by the clock. */
export class RateLimit {
  readonly #buckets = new Map<string, { tokens: number; at: number }>();
  readonly #now: () => number;
  #rate: RateOptions | 'off';

  constructor(rate: RateOptions | 'off', now: () => number) {
    this.#rate = rate;
    this.#now = now;
  }

  /** Changes the rate; `off` takes every message. */
  set(rate: RateOptions | 'off'): void {
    this.#rate = rate;
    this.#buckets.clear();
  }

  /** Takes a message for this channel: 0, or the seconds to wait when it is too many. */
  take(channel: string): number {
    if (this.#rate === 'off') {
      return 0;
    }
    const { perSecond, burst } = this.#rate;
    const now = this.#now();
    const last = this.#buckets.get(channel) ?? { tokens: burst, at: now };
    const tokens = Math.min(burst, last.tokens + ((now - last.at) / 1_000) * perSecond);
    const taken = tokens >= 1;
    this.#buckets.set(channel, { tokens: taken ? tokens - 1 : tokens, at: now });
    return taken ? 0 : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  }
}
