import { type DigestEntry } from './digest-entry.ts';
import { type Receipt } from './notifier.ts';

/** A digest whose members are fixed: whoever tells it, and however often, tells the very same. */
export interface FrozenDigest {
  /** Names it for people: the time its window closed, ISO 8601. */
  readonly id: string;
  /** Epoch milliseconds at which its window was to close. */
  readonly closesAt: number;
  /** In how many parts its entries are stored. */
  readonly parts: number;
  /** Set once it was posted; an empty one when nothing had to be posted. */
  readonly receipt?: Receipt | undefined;
  /** Replies posted in its thread so far. */
  readonly replies: number;
}

/** The one window of the digest: what was closed last, and what is being told. Times are epoch milliseconds. */
export interface DigestWindow {
  /** The latest time at which a window was to close, and was told. */
  readonly closedAt: number;
  /** The latest time at which somebody asked a window to close. */
  readonly dueAt: number;
  readonly frozen?: FrozenDigest | undefined;
  /** The last digest that held anything: what comes next is compared with it. */
  readonly previous?: Pick<FrozenDigest, 'id' | 'parts'> | undefined;
}

export const NEW_WINDOW: DigestWindow = { closedAt: 0, dueAt: 0 };

/**
 * The entries waiting for a digest, and the window. DynamoDB in the cloud, memory in tests; one contract test for both. Any
 * method may reject with `StoreUnavailableError`, and be called again.
 */
export interface DigestStore {
  /** Adds entries to the open window. One that is there already stays as it is; one that was told is never told again. */
  add(entries: readonly DigestEntry[]): Promise<void>;
  /** Takes the right to close the window until `leaseUntil`; `held` while another has it. */
  hold(leaseUntil: number): Promise<DigestWindow | 'held'>;
  /** Stores how the window stands. Rejects with `LeaseLostError` when this lease is not the one held. */
  save(window: DigestWindow, leaseUntil: number): Promise<void>;
  /** Gives the right back; does nothing when this lease is not the one held. */
  release(leaseUntil: number): Promise<void>;
  /** The entries nobody was told of, at most so many, the same order every time. Forgets those that were told meanwhile. */
  untold(most: number): Promise<readonly DigestEntry[]>;
  /** Stores the members of a digest; answers in how many parts. */
  writeMembers(id: string, entries: readonly DigestEntry[]): Promise<number>;
  readMembers(digest: Pick<FrozenDigest, 'id' | 'parts'>): Promise<readonly DigestEntry[]>;
  /** Marks the alerts of these entries as told, then forgets the entries. */
  settle(entries: readonly DigestEntry[], receipt: Receipt): Promise<void>;
}

/** Somebody else closes the window by now: this process was thought dead. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor() {
    super('the right to close the digest window ended, and another invocation may have it now');
  }
}
