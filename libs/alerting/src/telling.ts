import { type AlertStore, type Tellings } from './alert-store.ts';
import { NotToldError, type Receipt } from './notifier.ts';

/** Who tells, with what memory and by which clock. */
export interface Teller {
  /** The lambda app's name: claims are per app and notifier. */
  readonly app: string;
  readonly store: AlertStore;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** How long one telling may take before another invocation may take it over. Longer than the notifier's own bound. */
  readonly leaseMs: number;
}

interface Told {
  readonly kind: 'told';
  readonly receipt: Receipt;
  /** Why the store could not be told so: people know, the table does not. Worth an operator's look. */
  readonly unmarked?: Error;
}

interface NotTold {
  readonly kind: 'failed';
  readonly error: Error;
  /** How long the notifier's service asked us to wait. */
  readonly retryAfterMs?: number;
}

/** How one telling ended. To be tried again later: `held`, somebody else is telling it; `failed`. The others are final. */
export type Telling = Told | { readonly kind: 'already-told' | 'held' } | NotTold;

/**
 * How the telling of an alert that joined an incident ended. `too-early`: the incident is not told yet, so it is to be tried again.
 * `nothing-new`: its incident tells it by being told.
 */
export type JoinTelling = Telling | { readonly kind: 'nothing-new' | 'too-early' };

/** A claim on one telling. `until` (epoch ms) also says whose it is: no later claim has the same. */
export interface Lease<Key> {
  readonly key: Key;
  readonly until: number;
}

/** Takes the claim, or answers why this caller does not tell now. */
export async function claiming<Key>({ key, until }: Lease<Key>, store: Tellings<Key>): Promise<Telling | undefined> {
  try {
    const claim = await store.claim(key, until);
    switch (claim) {
      case 'claimed':
        return undefined;
      case 'told':
        return { kind: 'already-told' };
      case 'held':
        return { kind: 'held' };
    }
  } catch (error) {
    return failed(error);
  }
}

/** Records that people were told. They were, whether or not the store can be reached: never `failed`, which would tell them again. */
export async function marking<Key>({ key }: Lease<Key>, receipt: Receipt, store: Tellings<Key>): Promise<Told> {
  try {
    await store.markTold(key, receipt);
    return { kind: 'told', receipt };
  } catch (error) {
    return { kind: 'told', receipt, unmarked: asError(error) };
  }
}

/** Gives the claim back, and answers why nothing was told. A claim that cannot be given back ends with its lease. */
export async function releasing<Key>(
  { key, until }: Lease<Key>,
  reason: unknown,
  store: Tellings<Key>,
): Promise<unknown> {
  try {
    await store.release(key, until);
    return reason;
  } catch (error) {
    const { message } = asError(reason);
    return new NotToldError(`${message} (and the claim could not be given back)`, {
      ...(reason instanceof NotToldError && { kind: reason.kind }),
      cause: new AggregateError([reason, error]),
      retryAfterMs: retryAfterOf(reason),
    });
  }
}

export function failed(reason: unknown): NotTold {
  const retryAfterMs = retryAfterOf(reason);
  return { kind: 'failed', error: asError(reason), ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

function retryAfterOf(reason: unknown): number | undefined {
  return reason instanceof NotToldError ? reason.retryAfterMs : undefined;
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}
