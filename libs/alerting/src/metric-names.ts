/** Where CloudWatch keeps them. */
export const METRIC_NAMESPACE = 'Trailbell';

/** The metrics lambda apps count, one by one. Alarms and dashboards are built on these names. */
export const MetricName = {
  /** An event came in that no detection fired on. Usual: rules forward a superset. */
  EventUnmatched: 'EventUnmatched',
  /** A detection threw on an event. Its alert was raised all the same, marked unreadable. */
  DetectionFailed: 'DetectionFailed',
  AlertDecided: 'AlertDecided',
  /** A suppression covers the alert; the dimension `suppression` says which. */
  AlertSuppressed: 'AlertSuppressed',
  /** An alert is of an incident that was folded into a storm, and told in the digest. */
  AlertFolded: 'AlertFolded',
  /** An alert reached one of those it was meant for: people, the digest, or the hub bus. */
  AlertDelivered: 'AlertDelivered',
  /** From the call to people's knowing of it, in milliseconds. */
  DeliveryLatency: 'DeliveryLatency',
  /** An alert joined an incident and added nothing to it but to its count. */
  AlertGrouped: 'AlertGrouped',
  /** An alert could not be delivered now; it is tried again from a queue. */
  DeliveryFailed: 'DeliveryFailed',
  /** An alert will not be delivered before somebody mends something: a token, a secret, a channel, a permission, a message. */
  DeliveryBlocked: 'DeliveryBlocked',
  /** People were told, but the table could not be told so; the retry queue does that. */
  DeliveryUnmarked: 'DeliveryUnmarked',
  DigestTold: 'DigestTold',
  /** A digest could not be told now; its closing message, or the next one, tries again. */
  DigestFailed: 'DigestFailed',
  /** A digest went without its chart, or a part of its thread. */
  DigestReplyFailed: 'DigestReplyFailed',
  /** From a collector's call to the notifier's door, in milliseconds, by region. */
  HeartbeatLatency: 'HeartbeatLatency',
  /** A queue carried something its lambda cannot read. */
  MessageUnreadable: 'MessageUnreadable',
  InvocationFailed: 'InvocationFailed',
} as const;
export type MetricName = (typeof MetricName)[keyof typeof MetricName];
