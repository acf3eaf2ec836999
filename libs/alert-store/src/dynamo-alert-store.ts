import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type AlertKey,
  type AlertStore,
  type TellingKey,
  StoreUnavailableError,
  UndecidedAlertError,
} from '@trailbell/alerting';
import { type AlertRecord, type Item, keyOf, newItemOf, number, readItem, text } from './alert-item.ts';
import { answered, unlessConditionFails } from './store-errors.ts';
import { tellingNameOf } from './telling-name.ts';

export interface AlertsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * The alerts table in DynamoDB: one item per alert, each step one conditional write to it. A write whose condition does not
 * hold costs one read more, to say why.
 */
export function dynamoAlertStore({ client, table, now }: AlertsTable): AlertStore {
  return {
    async decide(alert, route) {
      const decision = { alert, route, decidedAt: now() };
      const put = new PutItemCommand({
        TableName: table,
        Item: newItemOf(decision),
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      if (await unlessConditionFails(client.send(put))) {
        return { alert, route, fresh: true };
      }

      const stored = await recordOf(alert);
      if (!stored) {
        throw new StoreUnavailableError(`alert ${alert.detectionId} of event ${alert.eventKey} was removed meanwhile`);
      }
      return { alert: stored.alert, route: stored.route, fresh: false };
    },

    async find(key) {
      const stored = await recordOf(key);
      return stored && { alert: stored.alert, route: stored.route, fresh: false };
    },

    async claim(key, leaseUntil) {
      const claimed = await updateTelling(key, {
        condition: `attribute_not_exists(tellings.#telling.receipt) AND
          (attribute_not_exists(tellings.#telling.leaseUntil) OR tellings.#telling.leaseUntil <= :now)`,
        update: 'SET tellings.#telling = :lease',
        values: { ':now': number(now()), ':lease': { M: { leaseUntil: number(leaseUntil) } } },
      });
      if (claimed) {
        return 'claimed';
      }
      // Who held it may have given it back since. Then it is free, and `held` asks the caller to come again: no harm.
      return (await tellingOf(key))?.kind === 'told' ? 'told' : 'held';
    },

    async markTold(key, receipt) {
      const marked = await updateTelling(key, {
        condition: 'attribute_not_exists(tellings.#telling.receipt)',
        update: 'SET tellings.#telling = :told',
        values: { ':told': { M: { receipt: text(receipt), toldAt: number(now()) } } },
      });
      if (!marked) {
        await tellingOf(key);
      }
    },

    async release(key, leaseUntil) {
      await updateTelling(key, {
        condition: 'tellings.#telling.leaseUntil = :lease',
        update: 'REMOVE tellings.#telling',
        values: { ':lease': number(leaseUntil) },
      });
    },
  };

  async function recordOf(key: AlertKey): Promise<AlertRecord | undefined> {
    const get = new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
    const { Item: item } = await answered(client.send(get));
    return item && readItem(item);
  }

  async function tellingOf(key: TellingKey) {
    const stored = await recordOf(key);
    if (!stored) {
      throw new UndecidedAlertError(key);
    }
    return stored.tellings[tellingNameOf(key)];
  }

  /** Whether the condition held, and so the update was made. The alert itself has to be there, always. */
  async function updateTelling(
    key: TellingKey,
    { condition, update, values }: { readonly condition: string; readonly update: string; readonly values: Item },
  ): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: table,
      Key: keyOf(key),
      ConditionExpression: `attribute_exists(pk) AND ${condition}`,
      UpdateExpression: update,
      ExpressionAttributeNames: { '#telling': tellingNameOf(key) },
      ExpressionAttributeValues: values,
    });
    return (await unlessConditionFails(client.send(command))) !== undefined;
  }
}
