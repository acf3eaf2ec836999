import { type Alert } from '@trailbell/detections';
import { type IncidentState, type Joined } from './incident-store.ts';
import { type Route } from './routing.ts';
import { type StormState } from './storm-store.ts';
import { type WindowDigest } from './window-digest.ts';

/** What the notifier's service answered: a Slack `channel/ts`, an SNS message id. */
export type Receipt = string;

/** A way to tell people. Each call tells once, within bounded time, or throws `NotToldError`. */
export interface Notifier {
  readonly id: string;
  /** Tells of an alert by itself, or of the one that opens an incident. */
  tell(alert: Alert, route: Route): Promise<Receipt>;
  /** Where it can hold an incident together. Without it, people are told when an incident opens and when it gets graver. */
  readonly thread?: ThreadedTelling;
  /** How it tells that incidents come too fast to be told one by one. Without it, the digest alone tells of those. */
  readonly storm?: StormTelling;
}

/** What can be done with a message that was told. `root` is the receipt of the alert that opened the incident. */
export interface ThreadedTelling {
  /** Adds what is new in an alert that joined; rings again when the alert made the incident graver. */
  reply(root: Receipt, alert: Alert, joined: Joined): Promise<Receipt>;
  /** Shows in the root how the incident that this alert opened stands. May be repeated. */
  redraw(root: Receipt, alert: Alert, standing: Standing): Promise<void>;
}

/** How an incident stands. */
export interface Standing {
  readonly state: IncidentState;
  /** The alert that made it graver than it opened: what people have to know of it first. */
  readonly gravest?: Alert | undefined;
}

/** One message for all incidents of a storm. `root` is the receipt of that message. */
export interface StormTelling {
  /** Says that a storm began, and what it comes to so far. */
  begin(storm: StormState): Promise<Receipt>;
  /** Shows in the root what it comes to, and whether it is over. May be repeated. Without it, people are told of the beginning and the end. */
  redraw?(root: Receipt, storm: StormState, phase: StormPhase): Promise<void>;
  /** Says that calm returned, and what the storm came to. */
  end(root: Receipt, storm: StormState): Promise<Receipt>;
}
export type StormPhase = 'lasting' | 'over';

/** A reply in the thread of a digest. What is `optional` is done without when it fails; the rest is tried again. */
export interface DigestReply {
  readonly what: string;
  readonly optional: boolean;
  readonly post: (receipt: Receipt) => Promise<void>;
}

/** A notifier that can carry a digest. */
export interface DigestNotifier {
  tellDigest(digest: WindowDigest): Promise<Receipt>;
  /** The thread below the digest, in order: the same for the same digest. */
  repliesTo(digest: WindowDigest): readonly DigestReply[];
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
