import { type Unreadable } from '@trailbell/cloudtrail-types';
import { type RoutedAlert } from './ringing.ts';
import { type Seen } from './seen.ts';

/** What a stretch of history came to. Plain data: it travels between threads. */
export interface Batch {
  /** Of the file, as it lies on disk. */
  readonly bytes: number;
  /** Events within the scope. */
  readonly events: number;
  readonly alerts: readonly RoutedAlert[];
  readonly unreadable: readonly Unreadable[];
  readonly seen: Seen;
}
