export { awsClientBounds } from './aws-client.ts';
export { ConfigError, jsonVariable, readConfig } from './read-config.ts';
export { type ErrorDescription, describeError } from './describe-error.ts';
export { type Facts, type LambdaTelemetry, type Log, type Telemetry, createTelemetry } from './telemetry.ts';
export { type Invocation, defineHandler } from './define-handler.ts';
export {
  type BatchAnswer,
  QueueBatch,
  type QueueMessage,
  type ReadMessage,
  type SortedMessages,
  type UnreadableMessage,
  UnreadableMessageError,
  keepOnQueue,
  readMessages,
} from './queue-batch.ts';
export { UnreadableInvocationError } from './read-invocation.ts';
export { leaseIn, tellerIn } from './teller-in.ts';
