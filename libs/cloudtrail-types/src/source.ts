import { type CloudTrailRecord } from './record.ts';

/** Where a call came from. `sourceIPAddress` is often no address. */
export interface Source {
  readonly kind: 'ip' | 'aws-service' | 'aws-internal' | 'unknown';
  readonly text: string;
}

export function sourceOf(_record: CloudTrailRecord): Source {
  throw new Error('not written yet');
}
