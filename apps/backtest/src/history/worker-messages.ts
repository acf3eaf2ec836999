import { type Batch } from './batch.ts';

/** What a worker is asked: to begin with a file, or to go on with it. Each is answered with one `ToMain`. */
export type ToWorker = { readonly kind: 'read'; readonly file: string } | { readonly kind: 'more' };

export type ToMain = { readonly kind: 'batch'; readonly batch: Batch } | { readonly kind: 'done' };
