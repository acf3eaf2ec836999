import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';

/** The table in which all is kept that alerting remembers. */
export interface AlertsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}
