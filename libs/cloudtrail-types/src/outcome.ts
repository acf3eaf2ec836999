import { type CloudTrailRecord } from './record.ts';

/** Did the call succeed. `errorCode` alone does not say. */
export interface Outcome {
  readonly kind: 'succeeded' | 'denied' | 'failed' | 'unknown';
  /** AWS's own code or message, where it gave one. */
  readonly reason?: string;
}

export function outcomeOf(_record: CloudTrailRecord): Outcome {
  throw new Error('not written yet');
}
