/** The environment variables of lambda apps. infra sets them and the apps' schemas read them by these constants alone. */
export const EnvironmentVariable = {
  ALERTS_TABLE: 'ALERTS_TABLE',
  RETRY_QUEUE_URL: 'RETRY_QUEUE_URL',
  DIGEST_QUEUE_URL: 'DIGEST_QUEUE_URL',
  PAGE_TOPIC_ARN: 'PAGE_TOPIC_ARN',
  HUB_BUS: 'HUB_BUS',
  /** With a region at its end, the topic that counts the heartbeats of that region. */
  HEARTBEAT_TOPIC_PREFIX: 'HEARTBEAT_TOPIC_PREFIX',
  SLACK_TOKEN_SECRET: 'SLACK_TOKEN_SECRET',
  /** Names the secret with the address of the webhook and what it is signed with. Absent where nothing is routed to it. */
  WEBHOOK_SECRET: 'WEBHOOK_SECRET',
  /** Where Slack's Web API answers, for a sandbox or a proxy. Absent in the cloud: Slack's own. */
  SLACK_API_URL: 'SLACK_API_URL',
  /** JSON of `Routing`: which notifiers each route tells, and the Slack channel of each. */
  ROUTING: 'ROUTING',
  /** JSON of `DigestSettings`. */
  DIGEST: 'DIGEST',
  /** JSON list of the ARNs of trails that an app may restart. */
  RESTARTED_TRAILS: 'RESTARTED_TRAILS',
  /** `act`, or `dry-run`: it only tells. */
  RESTART_MODE: 'RESTART_MODE',
  /** JSON of the catalogue's `Settings`. */
  DETECTION_SETTINGS: 'DETECTION_SETTINGS',
} as const;
