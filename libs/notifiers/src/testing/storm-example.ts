import { type StormState } from '@trailbell/alerting';

/** Thirty-seven incidents in five minutes. */
export const STORM: StormState = {
  ...{ route: 'page', count: 37, more: false, revision: 37 },
  byDetection: [
    { detectionId: 'cloudtrail-stopped', severity: 'critical', count: 2 },
    { detectionId: 'ebs-snapshot-shared', severity: 'high', count: 34 },
    { detectionId: 'of-another-version', severity: 'low', count: 1 },
  ],
  first: Date.parse('2026-11-23T13:05:00Z'),
  last: Date.parse('2026-11-23T13:09:00Z'),
};
