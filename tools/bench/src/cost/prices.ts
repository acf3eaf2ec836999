/**
 * List prices of us-east-1 in US dollars, without free tiers, as of November 2026. docs/scale.md says which of them were looked up,
 * and where.
 */
export const PRICES = {
  lambdaRequest: 0.2 / 1e6,
  /** arm64. */
  lambdaGbSecond: 0.000_013_333_4,
  /** Of up to 1 KB. */
  dynamoDbWrite: 0.625 / 1e6,
  /** Of up to 4 KB, consistent. */
  dynamoDbRead: 0.125 / 1e6,
  /** Of up to 64 KB. */
  sqsRequest: 0.4 / 1e6,
  snsPublish: 0.5 / 1e6,
  snsEmail: 2 / 1e5,
  /** Of up to 64 KB, put by us or carried from another bus. */
  eventBridgeEvent: 1 / 1e6,
  secretCall: 0.05 / 1e4,
  logGb: 0.5,
} as const;
