import { type DynamoDBClient, GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type AlertKey,
  type AlertStore,
  type Claim,
  type Placement,
  type Receipt,
  type Route,
  type StoredAlert,
  type TellingKey,
  StoreUnavailableError,
  UndecidedAlertError,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import {
  type AlertRecord,
  type Item,
  type TellingStatus,
  keyOf,
  newItemOf,
  number,
  readItem,
  text,
} from './alert-item.ts';
import { answered, unlessConditionFails } from './store-errors.ts';
import { tellingNameOf } from './telling-name.ts';

export interface AlertsTable {
  readonly client: DynamoDBClient;
  readonly table: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

interface TellingUpdate {
  readonly condition: string;
  readonly update: string;
  readonly values: Item;
}

/** The alerts table in DynamoDB: one item per alert. */
export function dynamoAlertStore(table: AlertsTable): AlertStore {
  return new DynamoAlertStore(table);
}

/** Each step is one conditional write to the alert's item. When a condition does not hold, one read more says why. */
class DynamoAlertStore implements AlertStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;

  constructor({ client, table, now }: AlertsTable) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
  }

  async decide(alert: Alert, route: Route, placement: Placement = {}): Promise<StoredAlert> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: newItemOf({ alert, route, ...placement, decidedAt: this.#now() }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if (await unlessConditionFails(this.#client.send(put))) {
      return { alert, route, ...placement, fresh: true };
    }

    const stored = await this.find(alert);
    if (!stored) {
      throw new StoreUnavailableError(`alert ${alert.detectionId} of event ${alert.eventKey} was removed meanwhile`);
    }
    return stored;
  }

  async find(key: AlertKey): Promise<StoredAlert | undefined> {
    const stored = await this.#read(key);
    return stored && storedOf(stored);
  }

  async claim(key: TellingKey, leaseUntil: number): Promise<Claim> {
    const claimed = await this.#update(key, {
      condition: `attribute_not_exists(tellings.#telling.receipt) AND
        (attribute_not_exists(tellings.#telling.leaseUntil) OR tellings.#telling.leaseUntil <= :now)`,
      update: 'SET tellings.#telling = :lease',
      values: { ':now': number(this.#now()), ':lease': { M: { leaseUntil: number(leaseUntil) } } },
    });
    if (claimed) {
      return 'claimed';
    }
    // Whoever held it may have given it back by now. Then `held` asks the caller to come again, for no harm.
    return (await this.#tellingOf(key))?.kind === 'told' ? 'told' : 'held';
  }

  async receiptOf(key: TellingKey): Promise<Receipt | undefined> {
    const telling = (await this.#read(key))?.tellings[tellingNameOf(key)];
    return telling?.kind === 'told' ? telling.receipt : undefined;
  }

  async markTold(key: TellingKey, receipt: Receipt): Promise<void> {
    const marked = await this.#update(key, {
      condition: 'attribute_not_exists(tellings.#telling.receipt)',
      update: 'SET tellings.#telling = :told',
      values: { ':told': { M: { receipt: text(receipt), toldAt: number(this.#now()) } } },
    });
    if (!marked) {
      await this.#tellingOf(key); // told before, then; or the alert is not there, which this says
    }
  }

  async release(key: TellingKey, leaseUntil: number): Promise<void> {
    await this.#update(key, {
      condition: 'tellings.#telling.leaseUntil = :lease',
      update: 'REMOVE tellings.#telling',
      values: { ':lease': number(leaseUntil) },
    });
  }

  async #read(key: AlertKey): Promise<AlertRecord | undefined> {
    const get = new GetItemCommand({ TableName: this.#table, Key: keyOf(key), ConsistentRead: true });
    const { Item: item } = await answered(this.#client.send(get));
    return item && readItem(item);
  }

  async #tellingOf(key: TellingKey): Promise<TellingStatus | undefined> {
    const stored = await this.#read(key);
    if (!stored) {
      throw new UndecidedAlertError(key);
    }
    return stored.tellings[tellingNameOf(key)];
  }

  /** Whether the condition held, and so the update was made. The alert itself has to be there, always. */
  async #update(key: TellingKey, { condition, update, values }: TellingUpdate): Promise<boolean> {
    const command = new UpdateItemCommand({
      TableName: this.#table,
      Key: keyOf(key),
      ConditionExpression: `attribute_exists(pk) AND ${condition}`,
      UpdateExpression: update,
      ExpressionAttributeNames: { '#telling': tellingNameOf(key) },
      ExpressionAttributeValues: values,
    });
    return (await unlessConditionFails(this.#client.send(command))) !== undefined;
  }
}

function storedOf({ alert, route, incident, suppression }: AlertRecord): StoredAlert {
  return { alert, route, ...(incident && { incident }), ...(suppression && { suppression }), fresh: false };
}
