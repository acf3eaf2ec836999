/** What everything in the cloud is called. Stacks find each other by these names alone, so that no stack holds another by an export. */
export const CloudName = {
  ALERTS_TABLE: 'trailbell-alerts',
  HUB_BUS: 'trailbell-hub',
  GUARD_BUS: 'trailbell-guard',
  TRAIL: 'trailbell',
  /** Of the alias of the key that encrypts log files: by it trails of other accounts find the key. */
  TRAIL_KEY: 'trailbell-trail',
  TRAIL_LOG_GROUP: '/trailbell/cloudtrail',
  /** SSM parameter with the ARN of the key that encrypts the topics. A key has no name of its own. */
  TOPICS_KEY_PARAMETER: '/trailbell/hub/topics-key-arn',
} as const;

/**
 * `page`: alerts by e-mail. `alarms`: Trailbell's own failures. Straight from rules: `object-writes`, to watched buckets,
 * and `tampering`, with the trail or with Trailbell, in the region of the guard.
 */
export type TopicName = 'page' | 'alarms' | 'object-writes' | 'tampering';

export function topicNamed(topic: TopicName): string {
  return `trailbell-${topic}`;
}

/** Where the heartbeats of a region's collector are counted, in the region of the guard. */
export function heartbeatTopicNamed(region: string): string {
  return `trailbell-heartbeat-${region}`;
}

export function lambdaNamed(app: string): string {
  return `trailbell-${app}`;
}

/** Whether each app has one of its own, which no other sends to. */
export function isPrivateQueue(queue: string): boolean {
  return queue === 'retry' || queue === 'events';
}

/** A private queue is called by its app; every other queue has one name, by which other apps send to it. */
export function queueNamed(app: string, queue: string): string {
  return isPrivateQueue(queue) ? `trailbell-${app}-${queue}` : `trailbell-${queue}`;
}

export function secretNamed(secret: string): string {
  return `trailbell/${secret}`;
}

/** The names of buckets are shared with the whole world: this one bears its account. */
export function logBucketNamed(account: string, region: string): string {
  return `trailbell-logs-${account}-${region}`;
}

export function collectorNamed(region: string): string {
  return `trailbell-collector-${region}`;
}

/** `slack-token` in the name of a policy's statement, which takes no dash: `SlackToken`. */
export function titled(name: string): string {
  return name
    .split('-')
    .map((word) => `${word.charAt(0).toUpperCase()}${word.slice(1)}`)
    .join('');
}
