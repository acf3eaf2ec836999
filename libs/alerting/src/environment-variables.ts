/** The environment variables of lambda apps. infra sets them and the apps' schemas read them by these constants alone. */
export const EnvironmentVariable = {
  ALERTS_TABLE: 'ALERTS_TABLE',
  RETRY_QUEUE_URL: 'RETRY_QUEUE_URL',
  DIGEST_QUEUE_URL: 'DIGEST_QUEUE_URL',
  PAGE_TOPIC_ARN: 'PAGE_TOPIC_ARN',
  SLACK_TOKEN_SECRET: 'SLACK_TOKEN_SECRET',
  /** JSON of `Routing`: which notifiers each route tells, and the Slack channel of each. */
  ROUTING: 'ROUTING',
  /** JSON of the catalogue's `Settings`. */
  DETECTION_SETTINGS: 'DETECTION_SETTINGS',
} as const;
