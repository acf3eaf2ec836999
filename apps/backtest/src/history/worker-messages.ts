import { type Batch } from './batch.ts';
import { type HistoryFile } from './event-history.ts';

/** What a worker is asked: to begin with files, or to go on with them. Each is answered with one `ToMain`. */
export type ToWorker = { readonly kind: 'read'; readonly files: readonly HistoryFile[] } | { readonly kind: 'more' };

/** `undefined` when there is no more. */
export interface ToMain {
  readonly batch: Batch | undefined;
}
