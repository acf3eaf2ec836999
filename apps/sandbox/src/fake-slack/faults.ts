/**
 * The failures one can switch on.
 *
 * - `down`: the connection is reset before anything is read.
 * - `hang`: the request is taken, and never answered nor acted on.
 * - `unavailable`: HTTP 503, nothing done.
 * - `rate-limited`: HTTP 429 with `Retry-After`, nothing done.
 * - `invalid-auth`, `channel-not-found`: Slack's own refusals, nothing done.
 * - `cut`: the request is done, and the connection breaks in the middle of the answer.
 */
export const FAULT_KINDS = [
  'down',
  'hang',
  'unavailable',
  'rate-limited',
  'invalid-auth',
  'channel-not-found',
  'cut',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which failures are on. A share of 1/3 fails every third call: evenly spread, the same in every run. */
export class Faults {
  readonly #shares = new Map<FaultKind, { readonly share: number; owed: number }>();
  /** What a `rate-limited` answer asks for. */
  retryAfterSeconds = 30;

  /** Switches a failure on for this share of calls, from 0 (off) to 1 (all). */
  set(kind: FaultKind, share = 1): void {
    if (!(share >= 0 && share <= 1)) {
      throw new RangeError(`share ${share} of fault ${kind} is no share. Give a number from 0 to 1`);
    }
    this.#shares.set(kind, { share, owed: 0 });
  }

  /** Switches all failures off. */
  clear(): void {
    this.#shares.clear();
  }

  /** The failures that are on, with their shares. */
  current(): Readonly<Partial<Record<FaultKind, number>>> {
    return Object.fromEntries(
      [...this.#shares].filter(([, { share }]) => share > 0).map(([kind, { share }]) => [kind, share]),
    );
  }

  /** The failure the next call meets, if any. */
  next(): FaultKind | undefined {
    const due = FAULT_KINDS.filter((kind) => this.#isDue(kind));
    return due[0];
  }

  #isDue(kind: FaultKind): boolean {
    const fault = this.#shares.get(kind);
    if (!fault || fault.share === 0) {
      return false;
    }
    fault.owed += fault.share;
    // A third three times is not quite one.
    if (fault.owed < 1 - 1e-9) {
      return false;
    }
    fault.owed -= 1;
    return true;
  }
}
