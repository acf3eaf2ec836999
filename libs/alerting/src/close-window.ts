import { type DigestSettings } from './digest-settings.ts';
import { type DigestStore, type DigestWindow, type FrozenDigest } from './digest-store.ts';
import { type DigestNotifier, NotToldError, type Receipt } from './notifier.ts';
import { type WindowDigest, isEmptyDigest, windowDigestOf } from './window-digest.ts';

export interface ClosingWindows {
  readonly store: DigestStore;
  readonly notifier: DigestNotifier;
  readonly settings: Pick<DigestSettings, 'emptyWindow'>;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** How long nobody else may close: longer than this process can live. */
  readonly leaseMs: number;
  readonly report: ClosingReport;
}

/** What operators are told. */
export interface ClosingReport {
  readonly told: (digest: WindowDigest, receipt: Receipt) => void;
  readonly empty: (digest: WindowDigest) => void;
  readonly doneWithout: (what: string, error: unknown) => void;
  /** More entries waited than one digest takes; the rest joins the next. */
  readonly overflowed: (taken: number) => void;
}

/**
 * How a closing ended. `closed`: by now or before. `later`: another has the right to close, or the store does not answer; to be asked
 * for again. `failed`: the digest of the window that was to close at `closesAt` could not be told. Who asked for that one asks
 * again; for later ones that is enough, since whoever tells it goes on with all that is due.
 */
export type Closing =
  | { readonly kind: 'closed' }
  | { readonly kind: 'later'; readonly error?: unknown }
  | { readonly kind: 'failed'; readonly closesAt: number; readonly error: unknown };

/** Entries one digest takes: what a lambda can hold in memory several times over. */
const MOST_ENTRIES = 50_000;

/**
 * Closes the window that was to end at `asked` (epoch ms): its untold entries become one digest, and it is told once.
 *
 * One closing is at work at a time. It freezes the digest before it tells it, so that a retry tells the very same; it stores the
 * receipt in the write that follows the post, and marks the alerts after. A process that dies between the post and that write
 * leaves the one window in which a digest can be told once more (docs/adr/0013). Never rejects.
 */
export async function closeWindow(asked: number, closing: ClosingWindows): Promise<Closing> {
  const lease = closing.now() + closing.leaseMs;
  try {
    const held = await closing.store.hold(lease);
    if (held === 'held') {
      return { kind: 'later' };
    }
    const outcome = await new WindowCloser(held, lease, closing).close(asked);
    await closing.store.release(lease);
    return outcome;
  } catch (error) {
    return { kind: 'later', error };
  }
}

/** One invocation's right to close, and the window as it stands. */
class WindowCloser {
  #window: DigestWindow;
  readonly #lease: number;
  readonly #closing: ClosingWindows;

  constructor(window: DigestWindow, lease: number, closing: ClosingWindows) {
    this.#window = window;
    this.#lease = lease;
    this.#closing = closing;
  }

  async close(asked: number): Promise<Closing> {
    if (asked <= this.#window.closedAt) {
      return { kind: 'closed' };
    }
    const dueAt = Math.max(this.#window.dueAt, asked);
    while (this.#window.closedAt < dueAt) {
      const frozen = this.#window.frozen ?? (await this.#freeze(dueAt));
      const error = await this.#tell(frozen);
      if (error !== undefined) {
        await this.#save({ dueAt });
        return { kind: 'failed', closesAt: frozen.closesAt, error };
      }
    }
    return { kind: 'closed' };
  }

  /** From here on this digest has these members, whoever tells it. */
  async #freeze(closesAt: number): Promise<FrozenDigest> {
    const { store, report } = this.#closing;
    const id = new Date(closesAt).toISOString();
    const entries = await store.untold(MOST_ENTRIES);
    if (entries.length === MOST_ENTRIES) {
      report.overflowed(entries.length);
    }
    const frozen = { id, closesAt, parts: await store.writeMembers(id, entries), replies: 0 };
    await this.#save({ frozen });
    return frozen;
  }

  /** Answers why it could not be told, if it could not. */
  async #tell(frozen: FrozenDigest): Promise<unknown> {
    const { store } = this.#closing;
    const entries = await store.readMembers(frozen);
    const previous = this.#window.previous && (await store.readMembers(this.#window.previous));
    const digest = windowDigestOf(frozen.id, entries, previous);
    try {
      const posted = frozen.receipt === undefined ? await this.#post(frozen, digest) : frozen;
      await store.settle(entries, posted.receipt ?? '');
      await this.#reply(posted, digest);
      await this.#save({
        closedAt: frozen.closesAt,
        frozen: undefined,
        ...(entries.length > 0 && { previous: { id: frozen.id, parts: frozen.parts } }),
      });
      return undefined;
    } catch (error) {
      return error ?? new Error('the digest could not be told');
    }
  }

  async #post(frozen: FrozenDigest, digest: WindowDigest): Promise<FrozenDigest> {
    const { notifier, settings, report } = this.#closing;
    const isTold = !isEmptyDigest(digest) || settings.emptyWindow === 'line';
    const receipt = isTold ? await notifier.tellDigest(digest) : '';
    const posted = { ...frozen, receipt };
    await this.#save({ frozen: posted });
    if (isTold) {
      report.told(digest, receipt);
    } else {
      report.empty(digest);
    }
    return posted;
  }

  async #reply(frozen: FrozenDigest, digest: WindowDigest): Promise<void> {
    const { receipt = '', replies: posted } = frozen;
    const replies = receipt === '' ? [] : this.#closing.notifier.repliesTo(digest);
    for (const [index, { what, optional, post }] of [...replies.entries()].slice(posted)) {
      try {
        await post(receipt);
      } catch (error) {
        if (!optional && maySucceedLater(error)) {
          throw error;
        }
        this.#closing.report.doneWithout(what, error);
      }
      await this.#save({ frozen: { ...frozen, replies: index + 1 } });
    }
  }

  async #save(changes: Partial<DigestWindow>): Promise<void> {
    this.#window = { ...this.#window, ...changes };
    await this.#closing.store.save(this.#window, this.#lease);
  }
}

/** What Slack will never take must not keep later digests waiting. */
function maySucceedLater(error: unknown): boolean {
  return !(error instanceof NotToldError) || error.kind === 'unavailable' || error.kind === 'rate-limited';
}
