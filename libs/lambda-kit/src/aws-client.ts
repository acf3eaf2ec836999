/**
 * Bounds for the SDK clients of lambdas. Its own default waits for ever, and one call that hangs would cost the whole
 * invocation: what could not be told would not reach the retry queue either.
 */
export const awsClientBounds = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true },
} as const;
