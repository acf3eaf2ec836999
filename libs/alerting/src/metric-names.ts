/** The metrics lambda apps count, one by one. Alarms and dashboards are built on these names. */
export const MetricName = {
  /** An event came in that no detection fired on: collectors forward a superset. */
  EventUnmatched: 'EventUnmatched',
  AlertDecided: 'AlertDecided',
  AlertTold: 'AlertTold',
  /** A notifier did not tell now; the retry queue has it. */
  TellingPutOff: 'TellingPutOff',
  DetectionFailed: 'DetectionFailed',
  MessageUnreadable: 'MessageUnreadable',
  DigestTold: 'DigestTold',
  InvocationFailed: 'InvocationFailed',
} as const;
export type MetricName = (typeof MetricName)[keyof typeof MetricName];
