import { type Unreadable } from '@trailbell/cloudtrail-types';
import { type Candidate } from '@trailbell/detections';
import { type RoutedAlert } from './ringing.ts';
import { type Seen } from './seen.ts';

/** What a stretch of history came to. Plain data: it travels between threads. */
export interface Batch {
  /** Of the file, as it lies on disk. */
  readonly bytes: number;
  /** Events within the scope. */
  readonly events: number;
  readonly alerts: readonly RoutedAlert[];
  /** To be decided in the order of their events, which lie in other files too. */
  readonly candidates: readonly Candidate[];
  readonly unreadable: readonly Unreadable[];
  readonly seen: Seen;
}
