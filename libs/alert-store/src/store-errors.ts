import { ConditionalCheckFailedException, DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { StoreUnavailableError } from '@trailbell/alerting';

/** DynamoDB's ways to say: not now. The SDK has tried again a few times by then. */
const NOT_NOW = new Set([
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'ReplicatedWriteConflictException',
  'RequestLimitExceeded',
  'ThrottlingException',
  'TransactionConflictException',
]);

/** Runs one request; `undefined` when its condition did not hold. */
export async function unlessConditionFails<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return undefined;
    }
    throw unavailableOr(error);
  }
}

/** Runs one request without a condition. */
export async function answered<T>(request: Promise<T>): Promise<T> {
  try {
    return await request;
  } catch (error) {
    throw unavailableOr(error);
  }
}

/** What may pass becomes a `StoreUnavailableError`; what somebody has to mend (a right, a name) stays as it is. */
function unavailableOr(error: unknown): unknown {
  if (error instanceof DynamoDBServiceException && error.$fault === 'client' && !NOT_NOW.has(error.name)) {
    return error;
  }
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new StoreUnavailableError(`the alerts table does not answer (${reason})`, { cause: error });
}
