import { createHash } from 'node:crypto';
import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { type DetectionState, type Remembered, type StateKey } from '@trailbell/alerting';
import { ParsedJson } from '@trailbell/cloudtrail-types';
import * as z from 'zod'; // not { z }: that bundles every locale
import { type Item, Millis, Text, number, text } from './alert-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import { answered, unlessConditionFails } from './store-errors.ts';

/** What begins the partition key of what detections remember. */
const STATE_PREFIX = 'state#';

const StateItem = z.object({ document: Text.pipe(ParsedJson), version: Millis });

/**
 * What detections remember, in the alerts table: one item per detection and key, replaced whole, by a conditional write. The keys
 * are hashed, so they spread over the partitions, however alike or long they are, and the table names nobody.
 */
export function dynamoDetectionState({ client, table, now }: AlertsTable): DetectionState {
  return {
    async read(key) {
      const get = new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
      const { Item: item } = await answered(client.send(get));
      return item && readItem(item);
    },
    async write(key, { document, version, keepForMs }) {
      const put = new PutItemCommand({
        TableName: table,
        Item: {
          ...keyOf(key),
          document: text(JSON.stringify(document)),
          version: number((version ?? 0) + 1),
          ...(keepForMs !== undefined && { expiresAt: number(Math.ceil((now() + keepForMs) / 1000)) }),
        },
        ...(version === undefined
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :version',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':version': number(version) },
            }),
      });
      return (await unlessConditionFails(client.send(put))) !== undefined;
    },
  };
}

function keyOf({ detectionId, key }: StateKey): Item {
  const hash = createHash('sha256').update(JSON.stringify(key)).digest('hex');
  return { pk: text(`${STATE_PREFIX}${detectionId}#${hash}`), sk: text('state') };
}

function readItem(item: Item): Remembered {
  const parsed = StateItem.safeParse(item);
  if (!parsed.success) {
    throw new Error(`item ${item.pk?.S} of the alerts table is none of ours`, { cause: parsed.error });
  }
  return parsed.data;
}
