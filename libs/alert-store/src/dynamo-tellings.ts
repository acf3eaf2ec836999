import { GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { type Claim, type Receipt, type Tellings } from '@trailbell/alerting';
import { type Item, type TellingStatus, number, readTellings, text } from './alert-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import { answered, unlessConditionFails } from './store-errors.ts';
import { tellingNameOf } from './telling-name.ts';

interface By {
  readonly app: string;
  readonly notifier: string;
}

export interface TellingItems<Key> {
  readonly itemKeyOf: (key: Key) => Item;
  /** Why nothing of this key can be told: its item is not there. */
  readonly missing: (key: Key) => Error;
}

interface TellingUpdate {
  readonly condition: string;
  readonly update: string;
  readonly values: Item;
}

/** Who was told of an item, kept in that item. Each step is one conditional write; when a condition does not hold, one read more says why. */
export class DynamoTellings<Key extends By> implements Tellings<Key> {
  readonly #table: AlertsTable;
  readonly #items: TellingItems<Key>;

  constructor(table: AlertsTable, items: TellingItems<Key>) {
    this.#table = table;
    this.#items = items;
  }

  async claim(key: Key, leaseUntil: number): Promise<Claim> {
    const claimed = await this.#update(key, {
      condition: `attribute_not_exists(tellings.#telling.receipt) AND
        (attribute_not_exists(tellings.#telling.leaseUntil) OR tellings.#telling.leaseUntil <= :now)`,
      update: 'SET tellings.#telling = :lease',
      values: { ':now': number(this.#table.now()), ':lease': { M: { leaseUntil: number(leaseUntil) } } },
    });
    if (claimed) {
      return 'claimed';
    }
    // Whoever held it may have given it back by now. Then `held` asks the caller to come again, for no harm.
    return (await this.#statusOf(key))?.kind === 'told' ? 'told' : 'held';
  }

  async receiptOf(key: Key): Promise<Receipt | undefined> {
    const telling = (await this.#read(key))?.[tellingNameOf(key)];
    return telling?.kind === 'told' ? telling.receipt : undefined;
  }

  async markTold(key: Key, receipt: Receipt): Promise<void> {
    const marked = await this.#update(key, {
      condition: 'attribute_not_exists(tellings.#telling.receipt)',
      update: 'SET tellings.#telling = :told',
      values: { ':told': { M: { receipt: text(receipt), toldAt: number(this.#table.now()) } } },
    });
    if (!marked) {
      await this.#statusOf(key); // told before, then; or the item is not there, which this says
    }
  }

  async release(key: Key, leaseUntil: number): Promise<void> {
    await this.#update(key, {
      condition: 'tellings.#telling.leaseUntil = :lease',
      update: 'REMOVE tellings.#telling',
      values: { ':lease': number(leaseUntil) },
    });
  }

  async #statusOf(key: Key): Promise<TellingStatus | undefined> {
    const tellings = await this.#read(key);
    if (!tellings) {
      throw this.#items.missing(key);
    }
    return tellings[tellingNameOf(key)];
  }

  async #read(key: Key): Promise<Readonly<Record<string, TellingStatus>> | undefined> {
    const { client, table } = this.#table;
    const get = new GetItemCommand({ TableName: table, Key: this.#items.itemKeyOf(key), ConsistentRead: true });
    const { Item: item } = await answered(client.send(get));
    return item && readTellings(item);
  }

  /** Whether the condition held, and so the update was made. The item itself has to be there, always. */
  async #update(key: Key, { condition, update, values }: TellingUpdate): Promise<boolean> {
    const { client, table } = this.#table;
    const command = new UpdateItemCommand({
      TableName: table,
      Key: this.#items.itemKeyOf(key),
      ConditionExpression: `attribute_exists(pk) AND ${condition}`,
      UpdateExpression: update,
      ExpressionAttributeNames: { '#telling': tellingNameOf(key) },
      ExpressionAttributeValues: values,
    });
    return (await unlessConditionFails(client.send(command))) !== undefined;
  }
}
