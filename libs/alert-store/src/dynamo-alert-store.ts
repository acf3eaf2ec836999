import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import {
  type AlertKey,
  type AlertStore,
  type Claim,
  type Decision,
  type Receipt,
  type Route,
  type StoredAlert,
  type TellingKey,
  StoreUnavailableError,
  UndecidedAlertError,
} from '@trailbell/alerting';
import { type Alert } from '@trailbell/detections';
import { type AlertRecord, keyOf, newItemOf, readItem } from './alert-item.ts';
import { type AlertsTable } from './alerts-table.ts';
import { DynamoTellings } from './dynamo-tellings.ts';
import { answered, unlessConditionFails } from './store-errors.ts';

/** The alerts table in DynamoDB: one item per alert. */
export function dynamoAlertStore(table: AlertsTable): AlertStore {
  return new DynamoAlertStore(table);
}

class DynamoAlertStore implements AlertStore {
  readonly #client: DynamoDBClient;
  readonly #table: string;
  readonly #now: () => number;
  readonly #tellings: DynamoTellings<TellingKey>;

  constructor({ client, table, now }: AlertsTable) {
    this.#client = client;
    this.#table = table;
    this.#now = now;
    this.#tellings = new DynamoTellings<TellingKey>(
      { client, table, now },
      { itemKeyOf: keyOf, missing: (key) => new UndecidedAlertError(key) },
    );
  }

  async decide(alert: Alert, route: Route, decision: Decision = {}): Promise<StoredAlert> {
    const put = new PutItemCommand({
      TableName: this.#table,
      Item: newItemOf({ alert, route, ...decision, decidedAt: this.#now() }),
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    if (await unlessConditionFails(this.#client.send(put))) {
      return { alert, route, ...decision, fresh: true };
    }

    const stored = await this.find(alert);
    if (!stored) {
      throw new StoreUnavailableError(`alert ${alert.detectionId} of event ${alert.eventKey} was removed meanwhile`);
    }
    return stored;
  }

  async find(key: AlertKey): Promise<StoredAlert | undefined> {
    const stored = await readAlertRecord({ client: this.#client, table: this.#table }, key);
    return stored && storedOf(stored);
  }

  claim(key: TellingKey, leaseUntil: number): Promise<Claim> {
    return this.#tellings.claim(key, leaseUntil);
  }

  receiptOf(key: TellingKey): Promise<Receipt | undefined> {
    return this.#tellings.receiptOf(key);
  }

  markTold(key: TellingKey, receipt: Receipt): Promise<void> {
    return this.#tellings.markTold(key, receipt);
  }

  release(key: TellingKey, leaseUntil: number): Promise<void> {
    return this.#tellings.release(key, leaseUntil);
  }
}

/** An alert with all that became of it; `undefined` when nobody has decided it. */
export async function readAlertRecord(
  { client, table }: Pick<AlertsTable, 'client' | 'table'>,
  key: AlertKey,
): Promise<AlertRecord | undefined> {
  const get = new GetItemCommand({ TableName: table, Key: keyOf(key), ConsistentRead: true });
  const { Item: item } = await answered(client.send(get));
  return item && readItem(item);
}

function storedOf({ alert, route, incident, suppression }: AlertRecord): StoredAlert {
  return { alert, route, ...(incident && { incident }), ...(suppression && { suppression }), fresh: false };
}
