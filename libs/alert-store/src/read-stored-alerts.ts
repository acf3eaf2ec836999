import { type DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { type AlertRecord, ALERT_PREFIX, readItem, text } from './alert-item.ts';

/** Every alert in the table with its tellings, oldest first. Reads the whole table: for the sandbox and for tests. */
export async function readStoredAlerts(client: DynamoDBClient, table: string): Promise<readonly AlertRecord[]> {
  const records: AlertRecord[] = [];
  const pages = paginateScan(
    { client },
    {
      TableName: table,
      ConsistentRead: true,
      FilterExpression: 'begins_with(pk, :prefix)',
      ExpressionAttributeValues: { ':prefix': text(ALERT_PREFIX) },
    },
  );
  for await (const { Items: items = [] } of pages) {
    records.push(...items.map(readItem));
  }
  return records.sort((a, b) => a.decidedAt - b.decidedAt);
}
